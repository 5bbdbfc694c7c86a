import { type ScopedTx, tables } from "@pumpd/db";
import { eq, type SQL, sql } from "drizzle-orm";
import { DomainError } from "../errors.ts";

const { organisations } = tables;

/**
 * How many jobs of an organisation wait, as a column beside its row. Counting ends where it is full, so that a flood does not
 * slow the next press. Names are written out: drizzle leaves the table away where it selects from one alone.
 */
export function waitingJobs(): SQL<number> {
  return sql<number>`(select count(*)::int from (select from jobs j where j.organisation_id = organisations.id
    and j.status = 'pending' limit organisations.max_waiting_jobs) waiting)`;
}

/**
 * Throws TOO_MANY when as many jobs of the organisation wait as may. Only what a person or program asks for is refused:
 * a retry of our own, a decision or a released hold always finds its place. Requests that race may pass it by one each.
 */
export async function requireRoom(tx: ScopedTx): Promise<void> {
  const [row] = await tx
    .select({ waiting: waitingJobs(), most: organisations.maxWaitingJobs })
    .from(organisations)
    .where(eq(organisations.id, tx.scope.organisationId));
  if (row && row.waiting >= row.most) throw noRoom(row.most);
}

export function noRoom(most: number): DomainError {
  return new DomainError(
    "TOO_MANY",
    `${noRoomTitle(most)}. Nothing was started. Ask again when some of them have run.`,
  );
}

export function noRoomTitle(most: number): string {
  const count = new Intl.NumberFormat("en-NZ").format(most);
  return `${count} ${most === 1 ? "job" : "jobs"} of your organisation wait already, which is as many as may`;
}

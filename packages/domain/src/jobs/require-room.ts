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

type Room = { most: number; left: number; untilMs: number };

const rooms = new Map<string, Room>();
const TRUSTED_MS = 1_000;
/** Of the room that was counted, what one process gives away before it counts again: so ten of them never pass the limit. */
const SHARE = 10;

/**
 * `waitingJobs`, but null where the last count left so much room that this press surely fits: counting thousands would be a
 * third of a press in a flood. A limit that was changed since is always counted. Tell `noteWaiting` what came.
 */
export function waitingJobsIfTight(organisationId: string): SQL<number | null> {
  const room = rooms.get(organisationId);
  if (!room || room.left <= 0 || performance.now() > room.untilMs) return waitingJobs();
  return sql<number | null>`case when organisations.max_waiting_jobs <> ${room.most}::int then ${waitingJobs()} end`;
}

/** Remembers a count, or that one press went by without. */
export function noteWaiting(organisationId: string, { waiting, most }: { waiting: number | null; most: number }): void {
  const room = rooms.get(organisationId);
  if (waiting === null && room) room.left -= 1;
  if (waiting === null) return;
  const left = Math.floor((most - waiting) / SHARE);
  if (left > 0) rooms.set(organisationId, { most, left, untilMs: performance.now() + TRUSTED_MS });
  else rooms.delete(organisationId);
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

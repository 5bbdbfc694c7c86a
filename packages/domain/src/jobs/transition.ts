import { type ScopedTx, tables } from "@pumpd/db";
import { canTransition, isEnded, type JobStatus } from "@pumpd/model";
import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import { tellWebhooks } from "../webhooks/tell-webhooks.ts";

const { jobs } = tables;
export type JobRecord = typeof jobs.$inferSelect;
type Facts = Partial<Omit<typeof jobs.$inferInsert, "status" | "completedAt" | "updatedAt" | "id" | "organisationId">>;

export type Transition = {
  jobId: string;
  /** The job must stand there now; otherwise nothing changes. */
  from: JobStatus;
  to: JobStatus;
  by: By;
  /** For history, in words: "pressed Retry", "lease ran out". */
  reason?: string;
  /** Plain facts for history; never a secret. */
  data?: Record<string, unknown>;
  /** What must be true together with the new status. Values may be SQL, so that times are the database's. */
  set?: { [K in keyof Facts]: Facts[K] | SQL };
  /** Only while this is the job's epoch: from a worker that has lost its lease nothing changes. */
  epoch?: number;
  /** What else must hold; it may read the statement's other parts. */
  onlyIf?: SQL;
};

/**
 * The one function that writes `jobs.status` (beside the enqueue function in the database): compare and set, one event
 * and the notes for webhooks, in one statement of the caller's transaction. Answers the new row, or undefined when the
 * job was no longer where `from` says. Throws for a pair that the status model forbids: that is a bug of the caller.
 */
export async function transitionJob(
  tx: ScopedTx,
  transition: Transition,
  also: readonly SQLWrapper[] = [],
): Promise<JobRecord | undefined> {
  const { moved, parts } = transitionParts(tx, transition);
  const others = also.map((part, n) => tx.$with(`also_${n}`, {}).as(part.getSQL()));
  const [row] = await tx
    .with(...parts, ...others)
    .select()
    .from(moved);
  return row;
}

/** A transition as parts of a statement that writes more than that; `moved` is the job's new row, if there is one. */
export function transitionParts(tx: ScopedTx, transition: Transition) {
  const { jobId, from, to, by, reason, data, set, epoch, onlyIf } = transition;
  if (!canTransition(from, to)) throw new Error(`A job cannot go from ${from} to ${to}`);
  const now = sql`clock_timestamp()`;
  const expected = [eq(jobs.id, jobId), eq(jobs.status, from), onlyIf];
  if (epoch !== undefined) expected.push(eq(jobs.leaseEpoch, epoch));
  const moved = tx.$with("moved").as(
    tx
      .update(jobs)
      .set({ ...set, status: to, completedAt: isEnded(to) ? now : null, updatedAt: now })
      .where(and(...expected))
      .returning(),
  );
  const history = tx.$with("said", {}).as(sql`
    insert into job_events
      (organisation_id, job_id, attempt, kind, from_status, to_status, actor_kind, actor_id, actor_name, reason, data, at)
    select organisation_id, id, attempt, 'status', ${from}, ${to}, ${by.kind}, ${by.id}, ${by.name}, ${reason ?? null},
      ${data ? JSON.stringify(data) : null}::jsonb, clock_timestamp()
    from moved`);
  const notes = tellWebhooks(to);
  return { moved, parts: notes ? [moved, history, tx.$with("told", {}).as(notes)] : [moved, history] };
}

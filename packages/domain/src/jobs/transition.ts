import { type ScopedTx, tables } from "@pumpd/db";
import { canTransition, isEnded, type JobStatus } from "@pumpd/model";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import { tellWebhooks } from "../webhooks/tell-webhooks.ts";

const { jobs, jobEvents } = tables;
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
};

/**
 * The one function that writes `jobs.status` (beside the enqueue function in the database): compare and set, and one
 * event, in the caller's transaction. Answers the new row, or undefined when the job was no longer where `from` says.
 * Throws for a pair that the status model forbids: that is a bug of the caller.
 */
export async function transitionJob(tx: ScopedTx, transition: Transition): Promise<JobRecord | undefined> {
  const { jobId, from, to, by, reason, data, set, epoch } = transition;
  if (!canTransition(from, to)) throw new Error(`A job cannot go from ${from} to ${to}`);
  const now = sql`clock_timestamp()`;
  const expected = [eq(jobs.id, jobId), eq(jobs.status, from)];
  if (epoch !== undefined) expected.push(eq(jobs.leaseEpoch, epoch));
  const [moved] = await tx
    .update(jobs)
    .set({ ...set, status: to, completedAt: isEnded(to) ? now : null, updatedAt: now })
    .where(and(...expected))
    .returning();
  if (!moved) return undefined;
  await tx.insert(jobEvents).values({
    organisationId: tx.scope.organisationId,
    jobId,
    attempt: moved.attempt,
    kind: "status",
    fromStatus: from,
    toStatus: to,
    actorKind: by.kind,
    actorId: by.id,
    actorName: by.name,
    reason,
    data,
    at: now,
  });
  await tellWebhooks(tx, moved);
  return moved;
}

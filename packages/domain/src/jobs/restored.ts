import { type Database, makeScope, type ScopedTx, tables, withScope } from "@pumpd/db";
import { failure } from "@pumpd/model";
import { and, eq, inArray, sql } from "drizzle-orm";
import { bySystem } from "./by-system.ts";
import { failureColumns } from "./end-attempt.ts";
import { transitionJob } from "./transition.ts";

const { attempts, effects, jobs } = tables;

export type Restored = { toReview: number; toLook: number };

/**
 * After a backup was restored, and before any worker starts: the portal may be ahead of what we remember. Jobs that ran
 * go to a person, and what they meant to send counts as perhaps sent. Jobs that wait and have sent something look first.
 */
export async function reviewRestored(db: Database): Promise<Restored> {
  const open = await db
    .select({ id: jobs.id, organisationId: jobs.organisationId, status: jobs.status })
    .from(jobs)
    .where(inArray(jobs.status, ["running", "pending"]));
  let toReview = 0;
  let toLook = 0;
  for (const job of open)
    await withScope(db, makeScope(job.organisationId), async (tx) => {
      if (job.status === "running") toReview += await review(tx, job.id);
      else toLook += await lookFirst(tx, job.id);
    });
  return { toReview, toLook };
}

async function review(tx: ScopedTx, jobId: string): Promise<number> {
  const now = sql`clock_timestamp()`;
  await tx
    .update(attempts)
    .set({ status: "lost", endedAt: now, isCharged: false, failure: failure("WORKER_LOST") })
    .where(and(eq(attempts.jobId, jobId), eq(attempts.status, "running")));
  await tx
    .update(effects)
    .set({ state: "unknown", decidedAt: now })
    .where(and(eq(effects.jobId, jobId), inArray(effects.state, ["intended", "sent"])));
  const moved = await transitionJob(tx, {
    jobId,
    from: "running",
    to: "needs_review",
    by: bySystem("restored"),
    reason: "A backup was restored while it ran",
    set: failureColumns(failure("OUTCOME_UNKNOWN", { reason: "a backup was restored" })),
  });
  return moved ? 1 : 0;
}

async function lookFirst(tx: ScopedTx, jobId: string): Promise<number> {
  const changed = await tx
    .update(effects)
    .set({ state: "unknown" })
    .where(and(eq(effects.jobId, jobId), eq(effects.state, "sent")))
    .returning({ id: effects.id });
  return changed.length > 0 ? 1 : 0;
}

import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import { transitionJob } from "../jobs/transition.ts";
import { wakeJob } from "../jobs/wake.ts";

const { holds, jobs } = tables;

export type ReleasedHold = { isReleased: boolean; releasedJobs: number };

/**
 * After a new password: the account's hold ends, the jobs that stopped for its credentials go back to waiting with fresh
 * tries, and every job that waited for the hold is woken. Safe to call when there is no hold. The caller's transaction
 * holds the account's row (it has just written the password), so no claim slips in between.
 */
export async function releaseAccountHold(tx: ScopedTx, accountId: string, by: By): Promise<ReleasedHold> {
  const now = sql`clock_timestamp()`;
  const released = await tx
    .update(holds)
    .set({ releasedAt: now, releasedBy: by.name })
    .where(
      and(
        eq(holds.scope, "account"),
        eq(holds.key, accountId),
        eq(holds.kind, "credentials"),
        isNull(holds.releasedAt),
      ),
    )
    .returning({ id: holds.id });

  const reviews = await tx
    .select({ id: jobs.id, attempt: jobs.attempt })
    .from(jobs)
    .where(and(eq(jobs.accountId, accountId), eq(jobs.status, "needs_review"), eq(jobs.failureClass, "credentials")));
  let releasedJobs = 0;
  for (const review of reviews) {
    const isMoved = await transitionJob(tx, {
      jobId: review.id,
      from: "needs_review",
      to: "pending",
      by,
      reason: "The account has a new password",
      set: {
        attempt: review.attempt + 1,
        trigger: "released",
        triesUsed: 0,
        lostInARow: 0,
        runAt: null,
        waitKind: "first",
        waitFor: null,
        failure: null,
        failureCode: null,
        failureClass: null,
      },
    });
    if (isMoved && (await wakeJob(tx, review.id))) releasedJobs += 1;
  }

  const waiting = await tx
    .update(jobs)
    .set({ waitKind: "first", waitFor: null, updatedAt: now })
    .where(and(eq(jobs.accountId, accountId), eq(jobs.status, "pending"), eq(jobs.waitKind, "held")))
    .returning({ id: jobs.id });
  for (const job of waiting) if (await wakeJob(tx, job.id)) releasedJobs += 1;
  return { isReleased: released.length > 0, releasedJobs };
}

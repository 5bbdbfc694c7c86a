import type { ScopedTx } from "@pumpd/db";
import type { AttemptTrigger } from "@pumpd/model";
import type { By } from "../by.ts";
import { type JobRecord, transitionJob } from "./transition.ts";
import { wakeJob } from "./wake.ts";

export type Reopen = {
  job: JobRecord;
  from: "failed" | "timeout" | "cancelled" | "needs_review";
  trigger: AttemptTrigger;
  by: By;
  reason: string;
};

/** Another job of the same kind is open for this restaurant; one must end before the other may go on. */
export class OpenElsewhere extends Error {
  override name = "OpenElsewhere";
}

/** Sends an ended job, or one before a person, back to waiting as its next attempt, with fresh tries, and wakes it. */
export async function reopenJob(
  tx: ScopedTx,
  { job, from, trigger, by, reason }: Reopen,
): Promise<JobRecord | undefined> {
  // In a savepoint: the wall against two open jobs may refuse, and the caller still wants to say so.
  const reopened = await tx
    .transaction((inner) =>
      transitionJob(Object.assign(inner, { scope: tx.scope }) as unknown as ScopedTx, {
        jobId: job.id,
        from,
        to: "pending",
        by,
        reason,
        set: {
          attempt: job.attempt + 1,
          trigger,
          triesUsed: 0,
          lostInARow: 0,
          runAt: null,
          waitKind: "first",
          waitFor: null,
          failure: null,
          failureCode: null,
          failureClass: null,
          cancelRequestedAt: null,
          cancelRequestedBy: null,
          resolvedAt: null,
          resolvedBy: null,
          resolvedHow: null,
        },
      }),
    )
    .catch((error: unknown) => {
      if (isOpenElsewhere(error)) throw new OpenElsewhere();
      throw error;
    });
  if (reopened) await wakeJob(tx, job.id);
  return reopened;
}

function isOpenElsewhere(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return (
    typeof cause === "object" && cause !== null && "constraint_name" in cause && cause.constraint_name === "jobs_open"
  );
}

import { type ScopedTx, tables } from "@pumpd/db";
import { eq, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import type { Acted } from "./acted.ts";
import { addEvent } from "./add-event.ts";
import { lockJob } from "./read-job-record.ts";
import { type JobRecord, transitionJob } from "./transition.ts";
import { notifyWorkers, unwakeJob } from "./wake.ts";

export type CancelRequest = { id: string; by: By };

/**
 * Stops a job: a waiting one at once, a running one at its next border (the worker is told without waiting for its
 * heartbeat), one before a person by that person's decision. Throws NOT_FOUND.
 */
export async function cancelJob(tx: ScopedTx, { id, by }: CancelRequest): Promise<Acted> {
  const job = await lockJob(tx, id);
  switch (job.status) {
    case "pending":
      await unwakeJob(tx, { jobId: job.id, attempt: job.attempt });
      return cancelNow(tx, { job, from: "pending", by });
    case "needs_review":
      return cancelNow(tx, { job, from: "needs_review", by });
    case "running":
      return askToStop(tx, job, by);
    default:
      return { changed: false, status: job.status, message: "It has ended already." };
  }
}

type Now = { job: JobRecord; from: "pending" | "needs_review"; by: By };

async function cancelNow(tx: ScopedTx, { job, from, by }: Now): Promise<Acted> {
  await transitionJob(tx, {
    jobId: job.id,
    from,
    to: "cancelled",
    by,
    reason: "Stopped by a person",
    set: {
      cancelRequestedAt: sql`clock_timestamp()`,
      cancelRequestedBy: by.name,
      waitKind: null,
      waitFor: null,
      runAt: null,
    },
  });
  const message = job.sentCount === 0 ? "Stopped. Nothing was sent." : "Stopped. What was sent is listed.";
  return { changed: true, status: "cancelled", message };
}

async function askToStop(tx: ScopedTx, job: JobRecord, by: By): Promise<Acted> {
  if (job.cancelRequestedAt) return { changed: false, status: "running", message: "It is stopping already." };
  const now = sql`clock_timestamp()`;
  await tx
    .update(tables.jobs)
    .set({ cancelRequestedAt: now, cancelRequestedBy: by.name, updatedAt: now })
    .where(eq(tables.jobs.id, job.id));
  await addEvent(tx, { jobId: job.id, attempt: job.attempt, kind: "cancel_requested", by });
  await notifyWorkers(tx, job.id);
  return { changed: true, status: "running", message: "Stopping: it ends after what is under way." };
}

import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import type { Acted } from "./acted.ts";
import { addEvent } from "./add-event.ts";
import { lockJob } from "./read-job-record.ts";
import { OpenElsewhere, reopenJob } from "./reopen.ts";
import { requireRoom } from "./require-room.ts";
import { wakeJob } from "./wake.ts";

export type RetryRequest = {
  id: string;
  by: By;
  /** `resume` trusts what earlier attempts have observed; `start_over` looks at every step again */
  how: "resume" | "start_over";
};

/**
 * The next attempt of the same job with fresh tries. On a job that waits or runs, nothing happens and the answer says
 * so; one before a person is not run but decided. Throws NOT_FOUND, TOO_MANY (as many wait as may).
 */
export async function retryJob(tx: ScopedTx, { id, how, by }: RetryRequest): Promise<Acted> {
  const job = await lockJob(tx, id);
  switch (job.status) {
    case "pending":
      return { changed: false, status: "pending", message: "It is waiting already." };
    case "running":
      return { changed: false, status: "running", message: "It is running already." };
    case "needs_review":
      return { changed: false, status: "needs_review", message: "A person decides this one first." };
    case "completed":
      return { changed: false, status: "completed", message: "It is completed; there is nothing to run again." };
    case "failed":
    case "timeout":
    case "cancelled":
      break;
  }
  await requireRoom(tx);
  try {
    await reopenJob(tx, { job, from: job.status, trigger: how, by, reason: REASONS[how] });
  } catch (error) {
    if (!(error instanceof OpenElsewhere)) throw error;
    return { changed: false, status: job.status, message: "A newer job of this kind is open; use that one." };
  }
  return { changed: true, status: "pending", message: "It starts within a second." };
}

const REASONS = { resume: "Retry", start_over: "Retry from the start" } as const;

/** Takes a planned retry now instead of at its time. Throws NOT_FOUND. */
export async function retryJobNow(tx: ScopedTx, { id, by }: { id: string; by: By }): Promise<Acted> {
  const job = await lockJob(tx, id);
  if (job.status !== "pending" || !job.runAt)
    return { changed: false, status: job.status, message: "No later try is planned." };
  if (job.waitKind === "held")
    return { changed: false, status: "pending", message: "It is on hold until somebody looks." };
  const [senders] = await tx.execute<{ until: string | null }>(
    sql`select max(a.lease_until) as until from attempts a join effects e on e.job_id = a.job_id and e.epoch = a.epoch
      where a.job_id = ${job.id} and e.state = 'sent' and a.lease_until > clock_timestamp()`,
  );
  if (senders?.until)
    return { changed: false, status: "pending", message: "What was sent may still arrive; it goes on by itself." };
  await tx
    .update(tables.jobs)
    .set({ runAt: null, waitKind: "first", updatedAt: sql`clock_timestamp()` })
    .where(and(eq(tables.jobs.id, job.id), eq(tables.jobs.status, "pending")));
  await addEvent(tx, { jobId: job.id, attempt: job.attempt, kind: "retry_now", by });
  await wakeJob(tx, job.id);
  return { changed: true, status: "pending", message: "It starts within a second." };
}

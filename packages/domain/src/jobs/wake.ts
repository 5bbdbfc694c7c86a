import type { Queryable, ScopedTx } from "@pumpd/db";
import { sql } from "drizzle-orm";

/**
 * Asks the queue to wake the pending attempt of a job at its `run_at`. Goes through the database's own function, so that
 * web may do it too. False when the job is not pending (any more).
 */
export async function wakeJob(tx: ScopedTx, jobId: string): Promise<boolean> {
  const [row] = await tx.execute<{ woken: boolean }>(sql`select app.wake_job(${jobId}::uuid) as woken`);
  return row?.woken ?? false;
}

/** Takes back the wake-up of an attempt that is not going to run. */
export async function unwakeJob(tx: ScopedTx, { jobId, attempt }: { jobId: string; attempt: number }): Promise<void> {
  await tx.execute(sql`select app.unwake_job(${jobId}::uuid, ${attempt}::integer)`);
}

export const JOB_CHANNEL = "pumpd_job";

/** Tells the workers, after commit, that a running job should look at its flags now and not at its next heartbeat. */
export async function notifyWorkers(db: Queryable, jobId: string): Promise<void> {
  await db.execute(sql`select pg_notify(${JOB_CHANNEL}, ${jobId})`);
}

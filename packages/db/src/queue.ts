/** The only file outside the migrations that speaks to `graphile_worker`. Its rows only wake us; our tables are the truth. */
import { sql } from "drizzle-orm";
import { runMigrations } from "graphile-worker";
import type { Queryable } from "./client.ts";

export type WakeUp = { jobId: string; attempt: number; type: string; runAt: Date };

export function wakeUpKey({ jobId, attempt }: Pick<WakeUp, "jobId" | "attempt">): string {
  return `job:${jobId}:${attempt}`;
}

export async function migrateQueue(adminUrl: string): Promise<void> {
  await runMigrations({ connectionString: adminUrl });
}

/** Before the line of those who may start now: a time that has come is an alarm clock, not a place. */
const ALARM_PRIORITY = -1;

/** Comes back at a later time; adding it twice moves it. Who may start now stands in the line by `app.wake_job`. */
export async function addAlarm(db: Queryable, wakeUp: WakeUp): Promise<void> {
  const payload = JSON.stringify({ jobId: wakeUp.jobId, attempt: wakeUp.attempt });
  await db.execute(sql`
    select from graphile_worker.add_job(${wakeUp.type}, ${payload}::json,
      run_at := ${wakeUp.runAt.toISOString()}::timestamptz, max_attempts := 1,
      job_key := ${wakeUpKey(wakeUp)}, priority := ${ALARM_PRIORITY})`);
}

export async function removeWakeUp(db: Queryable, wakeUp: Pick<WakeUp, "jobId" | "attempt">): Promise<void> {
  await db.execute(sql`select graphile_worker.remove_job(${wakeUpKey(wakeUp)})`);
}

export type QueueRow = {
  id: string;
  key: string | null;
  task: string;
  lockedBy: string | null;
  /** milliseconds since it was locked, on the database's clock */
  lockedForMs: number;
  attempts: number;
  maxAttempts: number;
};

/** What the queue holds of ours, for the reconciler: never for a page. */
export async function listWakeUps(db: Queryable): Promise<QueueRow[]> {
  const rows = await db.execute<{
    id: string;
    key: string | null;
    task_identifier: string;
    locked_by: string | null;
    locked_for_ms: number | null;
    attempts: number;
    max_attempts: number;
  }>(sql`select id::text, key, task_identifier, locked_by, attempts, max_attempts,
    (extract(epoch from clock_timestamp() - locked_at) * 1000)::float8 as locked_for_ms
    from graphile_worker.jobs where key like 'job:%' or key is null`);
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    task: row.task_identifier,
    lockedBy: row.locked_by,
    lockedForMs: row.locked_for_ms ?? 0,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
  }));
}

/** Frees what pools that are surely dead still hold locked. */
export async function unlockDeadPools(db: Queryable, poolIds: readonly string[]): Promise<void> {
  if (poolIds.length === 0) return;
  await db.execute(sql`select graphile_worker.force_unlock_workers(${sql.param(poolIds)}::text[])`);
}

/** Removes rows that can never be picked again: tries used up, not locked. */
export async function removeSpentWakeUps(db: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`select graphile_worker.complete_jobs(${sql.param(ids)}::bigint[])`);
}

import type { Queryable } from "@pumpd/db";
import { sql } from "drizzle-orm";

export type Heartbeat = { attemptId: string; epoch: number; leaseMs: number };
export type HeartbeatAnswer = {
  /** `lost`: the lease has run out or another worker has the job. Nothing was renewed. */
  say: "carry_on" | "stop" | "lost";
  /** somebody looks at the live picture */
  isWatched: boolean;
};

/**
 * Renews the lease, on the attempt alone: `jobs` is for what people read. Outside of `withScope` on purpose: one
 * statement on a connection of its own, so that nothing else can hold it up.
 */
export async function beatAttempt(db: Queryable, { attemptId, epoch, leaseMs }: Heartbeat): Promise<HeartbeatAnswer> {
  const [row] = await db.execute<{ is_cancelled: boolean; is_watched: boolean }>(sql`
    update attempts set lease_until = clock_timestamp() + make_interval(secs => ${leaseMs / 1000}), beat_at = clock_timestamp()
    from jobs
    where attempts.id = ${attemptId} and attempts.epoch = ${epoch} and attempts.status = 'running'
      and attempts.lease_until > clock_timestamp()
      and jobs.id = attempts.job_id and jobs.lease_epoch = ${epoch}
    returning jobs.cancel_requested_at is not null as is_cancelled,
      exists (select from live_watchers w where w.job_id = jobs.id and w.until > now()) as is_watched`);
  if (!row) return { say: "lost", isWatched: false };
  return { say: row.is_cancelled ? "stop" : "carry_on", isWatched: row.is_watched };
}

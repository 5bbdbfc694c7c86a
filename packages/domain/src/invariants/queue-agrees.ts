import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant.ts";

/** One statement each, so that both sides are seen at one moment; a locked row may be anywhere between claim and end. */
export const queueAgrees: Invariant = {
  id: "I7",
  holds:
    "Every pending job has a wake-up or a live reason to wait, and every wake-up belongs to a job that can use it.",
  check: async ({ db }) => {
    const asleep = await db.execute<{
      id: string;
      attempt: number;
      wait_kind: string | null;
      wait_for: string | null;
    }>(sql`
      select j.id, j.attempt, j.wait_kind, j.wait_for from jobs j
      where j.status = 'pending'
        and not exists (
          select from graphile_worker.jobs q
          where q.key = 'job:' || j.id || ':' || j.attempt and (q.locked_by is not null or q.attempts < q.max_attempts))
        and not (j.wait_kind in ('account_busy', 'restaurant_busy') and exists (
          select from jobs r where r.status = 'running' and (r.account_id = j.account_id or r.restaurant_id = j.restaurant_id)))
        and not (j.wait_kind = 'held' and exists (
          select from holds h where h.id::text = j.wait_for and h.released_at is null))`);
    const useless = await db.execute<{ key: string; task: string; status: string | null; spent: boolean }>(sql`
      select q.key, q.task_identifier as task, j.status, q.attempts >= q.max_attempts as spent
      from graphile_worker.jobs q left join jobs j on q.key = 'job:' || j.id || ':' || j.attempt
      where q.key like 'job:%' and q.locked_by is null
        and (j.id is null or j.status <> 'pending' or q.attempts >= q.max_attempts)`);
    return [
      ...asleep.map(({ id, attempt, wait_kind, wait_for }) => ({
        invariant: "I7" as const,
        says: "A job is pending, and nothing will wake it.",
        jobId: id,
        detail: { attempt, waitKind: wait_kind, waitFor: wait_for },
      })),
      ...useless.map(({ key, task, status, spent }) => ({
        invariant: "I7" as const,
        says: spent
          ? "A wake-up is spent and still in the queue."
          : `A wake-up belongs to ${status ? `a ${status} job` : "no turn of any job"}.`,
        detail: { key, task },
      })),
    ];
  },
};

import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant.ts";

/**
 * An attempt holds its account and restaurant from its start to its end, whoever wrote that end; the database's times
 * are what counts.
 */
export const oneLeaseAtATime: Invariant = {
  id: "I5",
  holds: "A job, an account and a restaurant are never held by two attempts at once, and epochs only rise.",
  check: async ({ db }) => {
    const overlaps = await db.execute<{
      job: string;
      other: string;
      number: number;
      other_number: number;
      shared: string;
    }>(sql`
      with held as (
        select a.id, a.job_id, a.number, a.started_at, coalesce(a.ended_at, 'infinity') as ended_at, shared.kind, shared.key
        from attempts a join jobs j on j.id = a.job_id
        cross join lateral (values ('job', j.id), ('restaurant', j.restaurant_id), ('account', j.account_id)) shared (kind, key)
        where shared.key is not null),
      ranked as (
        select held.*, max(ended_at) over (turn rows between unbounded preceding and 1 preceding) as free_at,
          lag(job_id) over turn as other, lag(number) over turn as other_number
        from held window turn as (partition by kind, key order by started_at, id))
      select job_id as job, other, number, other_number, kind as shared from ranked where free_at > started_at`);
    const epochs = await db.execute<{ job: string; number: number; epoch: number; before: number }>(sql`
      select job_id as job, number, epoch, before from (
        select job_id, number, epoch, lag(epoch) over (partition by job_id order by number) as before from attempts) a
      where before >= epoch`);
    const ghosts = await db.execute<{ job: string; status: string; running: number }>(sql`
      select j.id as job, j.status, count(a.id)::int as running
      from jobs j left join attempts a on a.job_id = j.id and a.status = 'running'
      group by j.id, j.status
      having count(a.id) <> (case when j.status = 'running' then 1 else 0 end)`);
    return [
      ...overlaps.map(({ job, other, number, other_number, shared }) => ({
        invariant: "I5" as const,
        says: `Two attempts held the same ${shared} at once.`,
        jobId: job,
        detail: { attempt: number, otherJobId: other, otherAttempt: other_number },
      })),
      ...epochs.map(({ job, number, epoch, before }) => ({
        invariant: "I5" as const,
        says: "A later attempt does not have a higher epoch.",
        jobId: job,
        detail: { attempt: number, epoch, before },
      })),
      ...ghosts.map(({ job, status, running }) => ({
        invariant: "I5" as const,
        says: `A ${status} job has ${running} running attempts.`,
        jobId: job,
      })),
    ];
  },
};

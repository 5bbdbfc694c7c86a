import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant.ts";

/** The database's half of I12; that the worker left with 0 takes its exit code. */
export const handBacksAreFree: Invariant = {
  id: "I12",
  holds: "An attempt handed back by a worker that was going costs no try, and cut no submit from its proof.",
  check: async ({ db }) => {
    const charged = await db.execute<{ job: string; number: number }>(
      sql`select job_id as job, number from attempts where status = 'handed_back' and is_charged`,
    );
    const cut = await db.execute<{ job: string; number: number; step: string; item: string }>(sql`
      select a.job_id as job, a.number, e.step, e.item
      from attempts a join effects e on e.job_id = a.job_id
      where a.status = 'handed_back' and e.sent_at between a.started_at and a.ended_at
        and (e.decided_at is null or e.decided_at > a.ended_at)`);
    const tries = await db.execute<{ job: string; tries_used: number; charged: number }>(sql`
      select j.id as job, j.tries_used, count(a.id) filter (where a.is_charged and a.status <> 'running')::int as charged
      from jobs j left join attempts a on a.job_id = j.id
      where not exists (select from job_events e where e.job_id = j.id and e.kind = 'status'
        and e.from_status in ('failed', 'timeout', 'cancelled', 'needs_review'))
      group by j.id having j.tries_used <> count(a.id) filter (where a.is_charged and a.status <> 'running')`);
    return [
      ...charged.map(({ job, number }) => ({
        invariant: "I12" as const,
        says: "A handed back attempt was charged as a try.",
        jobId: job,
        detail: { attempt: number },
      })),
      ...cut.map(({ job, number, step, item }) => ({
        invariant: "I12" as const,
        says: "A worker went between sending and seeing.",
        jobId: job,
        detail: { attempt: number, step, item },
      })),
      ...tries.map(({ job, tries_used, charged: attempts }) => ({
        invariant: "I12" as const,
        says: `The job counts ${tries_used} tries, its attempts ${attempts}.`,
        jobId: job,
      })),
    ];
  },
};

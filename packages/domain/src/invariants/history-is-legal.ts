import { canTransition, type JobStatus } from "@pumpd/model";
import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant.ts";
import type { Violation } from "./violation.ts";

type Line = { job: string; event: number; from: JobStatus | null; to: JobStatus; before: JobStatus | null };

export const historyIsLegal: Invariant = {
  id: "I6",
  holds: "A job's events are an unbroken legal path from its enqueue to its status, one per attempt.",
  check: async ({ db }) => {
    const lines = await db.execute<Line>(sql`
      select job_id as job, id::int as event, from_status as from, to_status as to,
        lag(to_status) over (partition by job_id order by id) as before
      from job_events where kind = 'status' order by job_id, id`);
    const ends = await db.execute<{ job: string; status: string; last: string | null }>(sql`
      select j.id as job, j.status, e.to_status as last
      from jobs j left join lateral (
        select to_status from job_events where job_id = j.id and kind = 'status' order by id desc limit 1) e on true
      where j.status is distinct from e.to_status`);
    const starts = await db.execute<{ job: string; starts: number; attempts: number }>(sql`
      select j.id as job,
        (select count(*)::int from job_events e where e.job_id = j.id and e.kind = 'status' and e.to_status = 'running') as starts,
        (select count(*)::int from attempts a where a.job_id = j.id) as attempts
      from jobs j`);
    return [
      ...lines.flatMap(judge),
      ...ends.map(({ job, status, last }) => ({
        invariant: "I6" as const,
        says: `The job is ${status}, its history ends with ${last ?? "nothing"}.`,
        jobId: job,
      })),
      ...starts
        .filter((one) => one.starts !== one.attempts)
        .map(({ job, starts, attempts }) => ({
          invariant: "I6" as const,
          says: `History tells of ${starts} starts, and there are ${attempts} attempts.`,
          jobId: job,
        })),
    ];
  },
};

function judge({ job, event, from, to, before }: Line): Violation[] {
  const wrong = (says: string): Violation[] => [
    { invariant: "I6", says, jobId: job, detail: { event, from, to, before } },
  ];
  if (from !== before)
    return wrong(`An event leaves ${from ?? "nothing"}, the one before it led to ${before ?? "nothing"}.`);
  if (from === null) return to === "pending" ? [] : wrong(`A job began as ${to}.`);
  return canTransition(from, to) ? [] : wrong(`A job went from ${from} to ${to}.`);
}

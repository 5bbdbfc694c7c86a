import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant.ts";

export const lossesAreNoticed: Invariant = {
  id: "I11",
  holds: "A lost worker is noticed in time, and with that its job has its next attempt or waits for a person.",
  check: async ({ db, noticeMs }) => {
    const late = await db.execute<{ job: string; number: number; ms: number; ended: boolean }>(sql`
      select * from (
        select job_id as job, number, ended_at is not null as ended,
          (extract(epoch from coalesce(ended_at, clock_timestamp()) - beat_at) * 1000)::int as ms
        from attempts where status = 'lost' or (status = 'running' and lease_until < clock_timestamp())) a
      where ms > ${noticeMs}`);
    return late.map(({ job, number, ms, ended }) => ({
      invariant: "I11" as const,
      says: ended
        ? `A lost worker was noticed after ${ms} ms.`
        : `A worker has not been heard of for ${ms} ms, and its attempt still runs.`,
      jobId: job,
      detail: { attempt: number, noticeMs },
    }));
  },
};

import { sql } from "drizzle-orm";
import type { ChaosInvariant } from "./look.ts";

export const acceptedIsKept: ChaosInvariant = {
  id: "I1",
  holds: "Each accepted request is exactly one job that has ended or waits for a person, once all is quiet.",
  check: async ({ db, accepted }) => {
    const wanted = [...new Set(accepted)];
    const rows = await db.execute<{
      id: string;
      status: string | null;
      wait_kind: string | null;
      failure_code: string | null;
    }>(sql`
      select wanted.id, j.status, j.wait_kind, j.failure_code
      from unnest(${sql.param(wanted)}::uuid[]) as wanted (id) left join jobs j on j.id = wanted.id
      where j.id is null or j.status in ('pending', 'running')`);
    const doubled = await db.execute<{ restaurant_id: string; type: string; open: number }>(sql`
      select restaurant_id, type, count(*)::int as open from jobs
      where status in ('pending', 'running', 'needs_review') group by restaurant_id, type, mode having count(*) > 1`);
    return [
      ...rows.map(({ id, status, wait_kind, failure_code }) => ({
        invariant: "I1" as const,
        counts: "lost" as const,
        says: status ? `An accepted job is still ${status}.` : "An accepted job has no row.",
        jobId: id,
        detail: { waitKind: wait_kind, failureCode: failure_code },
      })),
      ...doubled.map(({ restaurant_id, type, open }) => ({
        invariant: "I1" as const,
        counts: "duplicates" as const,
        says: `${open} open jobs of one kind for one restaurant.`,
        detail: { restaurantId: restaurant_id, type },
      })),
    ];
  },
};

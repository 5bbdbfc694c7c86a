import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant.ts";

/** The database's half of I4; that the portal agrees takes its journal (`tests/chaos`). */
export const endingsAreDecided: Invariant = {
  id: "I4",
  holds: "A job that has ended leaves nothing at the portal undecided, and a success has been seen.",
  check: async ({ db }) => {
    const open = await db.execute<{ id: string; status: string; step: string; item: string; state: string }>(sql`
      select j.id, j.status, e.step, e.item, e.state
      from jobs j join effects e on e.job_id = j.id
      where j.status in ('completed', 'failed', 'timeout', 'cancelled') and e.state in ('sent', 'unknown')`);
    const unseen = await db.execute<{ id: string; attempt: number }>(sql`
      select j.id, j.attempt from jobs j
      where j.status = 'completed' and j.outcome is null
        or j.status = 'completed' and j.resolved_how is null and not exists (
          select from attempts a where a.job_id = j.id and a.status in ('succeeded', 'partial'))
          and not exists (select from jobs i where i.parent_job_id = j.id and i.mode = 'inspect' and i.status = 'completed')`);
    return [
      ...open.map(({ id, status, step, item, state }) => ({
        invariant: "I4" as const,
        says: `A ${status} job has an effect that is still ${state}.`,
        jobId: id,
        detail: { status, step, item, state },
      })),
      ...unseen.map(({ id, attempt }) => ({
        invariant: "I4" as const,
        says: "A job is completed and no attempt or inspection of it has seen that.",
        jobId: id,
        detail: { attempt },
      })),
    ];
  },
};

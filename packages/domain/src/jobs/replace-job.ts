import { type ScopedTx, tables } from "@pumpd/db";
import { eq, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import { addEvent } from "./add-event.ts";
import { type Enqueued, enqueueJob } from "./enqueue.ts";
import type { JobRegistry } from "./job-registry.ts";
import type { JobRecord } from "./transition.ts";

export type Replacement = {
  job: JobRecord;
  input: Record<string, unknown>;
  how: "edited_from" | "items_of";
  /** for the new job's history */
  reason: string;
  by: By;
  registry?: JobRegistry;
};

/**
 * A request that was accepted is never rewritten: a linked job starts and the ended one is closed. A job of this kind that
 * is open already is the answer (`isNew: false`), and then nothing is closed. Throws INVALID_INPUT and `Blocked`.
 */
export async function replaceJob(tx: ScopedTx, { job, input, how, reason, by, registry }: Replacement) {
  const linked: Enqueued = await enqueueJob(tx, {
    type: job.type,
    restaurantId: job.restaurantId,
    input,
    by,
    registry,
    parent: { jobId: job.id, reason: how },
    reason,
  });
  if (!linked.isNew) return linked;
  const now = sql`clock_timestamp()`;
  await tx
    .update(tables.jobs)
    .set({ resolvedAt: now, resolvedBy: by.name, resolvedHow: "replaced", updatedAt: now })
    .where(eq(tables.jobs.id, job.id));
  await addEvent(tx, { jobId: job.id, attempt: job.attempt, kind: "replaced", by, data: { by: linked.shortId, how } });
  return linked;
}

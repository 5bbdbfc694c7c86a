import type { ScopedTx } from "@pumpd/db";
import type { By } from "../by.ts";
import { DomainError } from "../errors.ts";
import { type Enqueued, enqueueJob } from "./enqueue.ts";
import type { JobRegistry } from "./job-registry.ts";
import { readJobRecord } from "./read-job-record.ts";

export type DriftRequest = { id: string; by: By; registry?: JobRegistry };

/**
 * Asks for a look at the portal: does it still show what this completed job has put there? Changes nothing; `isNew: false`
 * when the same look is under way. Throws NOT_FOUND, CONFLICT (not a completed run) and what
 * `enqueueJob` throws.
 */
export async function checkDrift(tx: ScopedTx, { id, by, registry }: DriftRequest): Promise<Enqueued> {
  const job = await readJobRecord(tx, id);
  if (job.status !== "completed" || job.mode !== "run")
    throw new DomainError("CONFLICT", "Only a job that was seen at the portal can be compared with it.");
  return enqueueJob(tx, {
    type: job.type,
    restaurantId: job.restaurantId,
    input: job.input,
    mode: "inspect",
    by,
    registry,
    priority: "urgent",
    parent: { jobId: job.id, reason: "drift_of" },
  });
}

import { type ScopedTx, tables } from "@pumpd/db";
import { and, desc, eq } from "drizzle-orm";
import type { By } from "../by.ts";
import { DomainError } from "../errors.ts";
import type { Enqueued } from "./enqueue.ts";
import { type JobDefinition, type JobRegistry, jobRegistry } from "./job-registry.ts";
import { lockJob } from "./read-job-record.ts";
import { replaceJob } from "./replace-job.ts";
import type { JobRecord } from "./transition.ts";

const { jobs } = tables;

export type RetryItemsRequest = { id: string; by: By; registry?: JobRegistry };

/**
 * Asks once more for what a partly completed job left undone, as a linked job. A second press is answered with that job
 * (`isNew: false`). Throws NOT_FOUND, CONFLICT (not partly completed, or nothing that could be asked for alone),
 * INVALID_INPUT and `Blocked`.
 */
export async function retryFailedItems(
  tx: ScopedTx,
  { id, by, registry = jobRegistry }: RetryItemsRequest,
): Promise<Enqueued> {
  const job = await lockJob(tx, id);
  if (job.status !== "completed" || job.outcome !== "partial")
    throw new DomainError("CONFLICT", "Only a job that was done in part has items left to run.");
  const linked = await findItemsJob(tx, job);
  if (linked) return { ...linked, isNew: false };
  const input = remainingInput(registry.find(job.type), job);
  if (!input) throw new DomainError("CONFLICT", "Its items cannot be run alone. Start the job again; it looks first.");
  return replaceJob(tx, { job, input, how: "items_of", reason: `What ${job.shortId} left undone`, by, registry });
}

/** The same request with only what is not done yet; undefined when there is no such thing. */
export function remainingInput(
  definition: JobDefinition | undefined,
  { input, result }: Pick<JobRecord, "input" | "result">,
): Record<string, unknown> | undefined {
  if (!definition?.remaining) return undefined;
  // Stored by an older version, either may no longer fit.
  const [asked, got] = [definition.input.safeParse(input), definition.result.safeParse(result)];
  return asked.success && got.success ? definition.remaining(asked.data, got.data) : undefined;
}

async function findItemsJob(tx: ScopedTx, { id, restaurantId }: JobRecord) {
  const [linked] = await tx
    .select({ jobId: jobs.id, shortId: jobs.shortId, status: jobs.status })
    .from(jobs)
    .where(and(eq(jobs.restaurantId, restaurantId), eq(jobs.parentJobId, id), eq(jobs.parentReason, "items_of")))
    .orderBy(desc(jobs.createdAt))
    .limit(1);
  return linked;
}

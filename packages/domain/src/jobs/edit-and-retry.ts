import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq, inArray } from "drizzle-orm";
import type { By } from "../by.ts";
import { DomainError } from "../errors.ts";
import type { Enqueued } from "./enqueue.ts";
import type { JobRegistry } from "./job-registry.ts";
import { lockJob } from "./read-job-record.ts";
import { replaceJob } from "./replace-job.ts";

const { effects } = tables;

export type EditRequest = {
  id: string;
  /** what changes; null takes a field away; the rest stays as it was asked for */
  input: Record<string, unknown>;
  by: By;
  registry?: JobRegistry;
};

/**
 * Closes a job that has ended badly and starts a linked one with the corrected input.
 * Throws NOT_FOUND, CONFLICT (still open, or something sent is undecided), INVALID_INPUT and `Blocked`.
 */
export async function editAndRetry(tx: ScopedTx, { id, input, by, registry }: EditRequest): Promise<Enqueued> {
  const job = await lockJob(tx, id);
  if (job.status !== "failed" && job.status !== "timeout" && job.status !== "cancelled")
    throw new DomainError("CONFLICT", "Only a job that has ended badly can be edited and run again.");
  const undecided = await tx
    .select({ id: effects.id })
    .from(effects)
    .where(and(eq(effects.jobId, job.id), inArray(effects.state, ["sent", "unknown"])))
    .limit(1);
  if (undecided.length > 0)
    throw new DomainError("CONFLICT", "Something was sent and not seen. Retry it first: that looks.");
  return replaceJob(tx, {
    job,
    input: Object.fromEntries(Object.entries({ ...job.input, ...input }).filter(([, value]) => value !== null)),
    how: "edited_from",
    reason: `Edited from ${job.shortId}`,
    by,
    registry,
  });
}

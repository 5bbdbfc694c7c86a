import { type ScopedTx, tables } from "@pumpd/db";
import { eq, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import type { Acted } from "./acted.ts";
import { addEvent } from "./add-event.ts";
import { lockJob } from "./read-job-record.ts";

export type DismissRequest = { id: string; by: By; note?: string };

/** Closes a failed, timed-out or partial job for the list of what was given up, without changing its status. */
export async function dismissJob(tx: ScopedTx, { id, by, note }: DismissRequest): Promise<Acted> {
  const job = await lockJob(tx, id);
  const isPartial = job.status === "completed" && job.outcome === "partial";
  if (job.status !== "failed" && job.status !== "timeout" && !isPartial)
    return { changed: false, status: job.status, message: "There is nothing to dismiss." };
  if (job.resolvedAt) return { changed: false, status: job.status, message: "It is closed already." };
  const now = sql`clock_timestamp()`;
  await tx
    .update(tables.jobs)
    .set({ resolvedAt: now, resolvedBy: by.name, resolvedHow: "dismissed", note, updatedAt: now })
    .where(eq(tables.jobs.id, job.id));
  await addEvent(tx, { jobId: job.id, attempt: job.attempt, kind: "dismissed", by, reason: note });
  return { changed: true, status: job.status, message: "Dismissed." };
}

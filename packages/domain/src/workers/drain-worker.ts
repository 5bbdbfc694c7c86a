import { type ScopedTx, tables } from "@pumpd/db";
import { eq, sql } from "drizzle-orm";
import { writeAudit } from "../audit/write-audit.ts";
import type { By } from "../by.ts";
import { notFound } from "../errors.ts";

const { workers } = tables;

export type DrainRequest = {
  id: string;
  /** `drain`: take no more jobs and hand back what runs at its next step border; `take_jobs`: go on */
  to: "drain" | "take_jobs";
  by: By;
};

/** The worker hears of it with its next beat, within 10 s. Throws NOT_FOUND. */
export async function drainWorker(tx: ScopedTx, { id, to, by }: DrainRequest): Promise<{ id: string }> {
  const isDrain = to === "drain";
  const changed = await tx
    .update(workers)
    .set({ drainRequestedAt: isDrain ? sql`clock_timestamp()` : null, drainRequestedBy: isDrain ? by.name : null })
    .where(eq(workers.id, id))
    .returning({ id: workers.id });
  if (changed.length === 0) throw notFound("worker");
  await writeAudit(tx, { by, action: `worker.${to}`, target: { kind: "worker", id } });
  return { id };
}

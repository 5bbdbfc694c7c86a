import { type ScopedTx, tables } from "@pumpd/db";
import type { JobStatus } from "@pumpd/model";
import { asc, eq } from "drizzle-orm";

const { jobEvents } = tables;

export type JobEvent = {
  id: number;
  kind: string;
  from: JobStatus | null;
  to: JobStatus | null;
  actorKind: string;
  actorName: string | null;
  reason: string | null;
  data: Record<string, unknown> | null;
  /** ISO 8601, UTC */
  at: string;
};

/** Everything that happened to a job, oldest first. */
export async function listJobEvents(tx: ScopedTx, jobId: string): Promise<JobEvent[]> {
  const rows = await tx.select().from(jobEvents).where(eq(jobEvents.jobId, jobId)).orderBy(asc(jobEvents.id));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    from: row.fromStatus,
    to: row.toStatus,
    actorKind: row.actorKind,
    actorName: row.actorName,
    reason: row.reason,
    data: row.data,
    at: row.at.toISOString(),
  }));
}

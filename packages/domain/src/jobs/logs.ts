import { type ScopedTx, tables } from "@pumpd/db";
import { isEnded } from "@pumpd/model";
import { and, asc, eq, gt } from "drizzle-orm";
import { readJobRecord } from "./read-job-record.ts";

const { jobLogs } = tables;
const PAGE = 500;

export type LogLine = {
  id: number;
  attempt: number;
  level: "debug" | "info" | "warn" | "error";
  step: string | null;
  text: string;
  /** ISO 8601, UTC */
  at: string;
};

export type JobLog = {
  lines: LogLine[];
  /** the job has ended and these are its last lines: no need to ask again */
  isComplete: boolean;
};

/** The log after a line's id, at most 500 lines. Throws NOT_FOUND. */
export async function readJobLog(tx: ScopedTx, { id, after = 0 }: { id: string; after?: number }): Promise<JobLog> {
  const job = await readJobRecord(tx, id);
  const rows = await tx
    .select()
    .from(jobLogs)
    .where(and(eq(jobLogs.jobId, job.id), gt(jobLogs.id, after)))
    .orderBy(asc(jobLogs.id))
    .limit(PAGE);
  const lines = rows.map((row) => ({
    id: row.id,
    attempt: row.attempt,
    level: row.level,
    step: row.step,
    text: row.text,
    at: row.at.toISOString(),
  }));
  return { lines, isComplete: isEnded(job.status) && lines.length < PAGE };
}

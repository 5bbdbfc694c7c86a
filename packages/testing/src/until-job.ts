import { setTimeout as pause } from "node:timers/promises";
import type { JobStatus } from "@pumpd/model";
import postgres from "postgres";

export type UntilJob = { ownerUrl: string; jobId: string; status: JobStatus | readonly JobStatus[]; withinMs?: number };
export type JobSeen = { status: JobStatus; failure: unknown; result: unknown; attempt: number };

const tickMs = 25;

/** Waits for the fact and gives it back; after `withinMs` it fails with what the job was instead. */
export async function untilJob({ ownerUrl, jobId, status, withinMs = 30_000 }: UntilJob): Promise<JobSeen> {
  const wanted: readonly JobStatus[] = typeof status === "string" ? [status] : status;
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const deadline = Date.now() + withinMs;
  try {
    let last: JobSeen | undefined;
    while (Date.now() < deadline) {
      [last] = await sql<JobSeen[]>`select status, failure, result, attempt from jobs where id = ${jobId}`;
      if (last && wanted.includes(last.status)) return last;
      await pause(tickMs);
    }
    throw new Error(
      `Job ${jobId} was not ${wanted.join(" or ")} within ${withinMs} ms: ${JSON.stringify(last ?? "no such job")}`,
    );
  } finally {
    await sql.end();
  }
}

import type { JobRecord, JobRow } from "@pumpd/domain/jobs";
import type { Failure } from "@pumpd/model";
import { FAILURE_WORDS } from "@pumpd/model/words";
import type { JobListed, JobStatusRead } from "./rest-schemas.ts";

const NO_PROGRESS = { step: null, n: 0, of: 0, message: null };

/** A job as programs see it. @param nowMs epoch milliseconds */
export function toJobStatusRead(job: JobRecord, nowMs: number): JobStatusRead {
  const { startedAt, completedAt, failure } = job;
  return {
    jobId: job.id,
    status: job.status,
    outcome: job.outcome,
    startedAt: startedAt?.toISOString() ?? null,
    completedAt: completedAt?.toISOString() ?? null,
    durationMs: startedAt && Math.max(0, (completedAt?.getTime() ?? nowMs) - startedAt.getTime()),
    progress: job.progress ?? NO_PROGRESS,
    result: job.result,
    error: failure && errorOf(failure),
  };
}

export function toJobListed({ id, failure, ...row }: JobRow, statusUrl: string): JobListed {
  return { ...row, jobId: id, error: failure && errorOf(failure), statusUrl };
}

function errorOf(failure: Failure): NonNullable<JobStatusRead["error"]> {
  const words = FAILURE_WORDS[failure.code];
  return { ...failure, message: `${words.headline(failure.about)} ${words.advice(failure.about)}` };
}

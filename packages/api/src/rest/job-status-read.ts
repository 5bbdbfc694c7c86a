import type { JobRecord } from "@pumpd/domain/jobs";
import { FAILURE_WORDS } from "@pumpd/model/words";
import type { JobStatusRead } from "./rest-schemas.ts";

const NO_PROGRESS = { step: null, n: 0, of: 0, message: null };

/** A job as programs see it. @param nowMs epoch milliseconds */
export function toJobStatusRead(job: JobRecord, nowMs: number): JobStatusRead {
  const { startedAt, completedAt, failure } = job;
  const words = failure && FAILURE_WORDS[failure.code];
  return {
    jobId: job.id,
    status: job.status,
    outcome: job.outcome,
    startedAt: startedAt?.toISOString() ?? null,
    completedAt: completedAt?.toISOString() ?? null,
    durationMs: startedAt && Math.max(0, (completedAt?.getTime() ?? nowMs) - startedAt.getTime()),
    progress: job.progress ?? NO_PROGRESS,
    result: job.result,
    error:
      failure && words
        ? { ...failure, message: `${words.headline(failure.about)} ${words.advice(failure.about)}` }
        : null,
  };
}

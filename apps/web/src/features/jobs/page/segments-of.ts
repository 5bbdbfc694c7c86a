import type { Segment } from "@/components/segments";
import type { JobDetail, JobStep } from "@/features/answers";

const STATES: Record<NonNullable<JobStep["status"]>, Segment["state"]> = {
  running: "now",
  done: "done",
  kept: "done",
  failed: "failed",
  unverified: "unverified",
  stopped: "todo",
};

export function segmentsOf(job: Pick<JobDetail, "plan" | "progress">): Segment[] {
  const item = job.progress?.item;
  return job.plan.map((step) => {
    const isCounted = step.status === "running" && item && item.of > 0 && job.progress?.step === step.key;
    return {
      key: step.key,
      label: isCounted ? `${step.title}, ${item.n} of ${item.of}` : step.title,
      weight: step.usualMs,
      state: step.status ? STATES[step.status] : "todo",
      fraction: isCounted ? item.n / item.of : undefined,
    };
  });
}

/** "about 3 s left", from what the steps to come usually take. */
export function leftMs(job: Pick<JobDetail, "plan">): number {
  return job.plan
    .filter((step) => step.status === null || step.status === "running")
    .reduce((sum, step) => sum + step.usualMs * (step.status === "running" ? 0.5 : 1), 0);
}

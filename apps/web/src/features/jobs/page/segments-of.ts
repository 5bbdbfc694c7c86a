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

/** "about 3 s left": what the steps to come usually take, and the one under way at the pace its items go. */
export function leftMs({ plan, progress }: Pick<JobDetail, "plan" | "progress">, nowMs: number): number {
  const ofStep = (step: JobStep): number => {
    if (step.status === null) return step.usualMs;
    if (step.status !== "running") return 0;
    const item = progress?.step === step.key ? progress.item : undefined;
    if (!item || item.n === 0 || !step.startedAt) return step.usualMs / 2;
    return ((nowMs - Date.parse(step.startedAt)) / item.n) * (item.of - item.n);
  };
  return plan.reduce((sum, step) => sum + ofStep(step), 0);
}

import type { StepDefinitions } from "@pumpd/automations/define";
import type { EffectState, JobStatus } from "@pumpd/model";

export type RetryPreviewLine = {
  key: string;
  title: string;
  does: "kept" | "again" | "once";
  note: string;
  usualMs: number;
};

export type PreviewFacts = {
  status: JobStatus;
  steps: StepDefinitions;
  effects: readonly { step: string; state: EffectState }[];
};

/** What a retry would do with each step, going by the ledger. Empty where there is nothing to retry. */
export function previewRetry({ status, steps, effects }: PreviewFacts): RetryPreviewLine[] {
  const isRetryable =
    status === "failed" || status === "timeout" || status === "cancelled" || status === "needs_review";
  if (!isRetryable) return [];
  return Object.entries(steps).map(([key, step]) => {
    const line = { key, title: step.title, usualMs: step.usualMs };
    if (step.kind === "visit" || step.kind === "read")
      return { ...line, does: "again", note: "Looks and changes nothing" };
    const states = effects.filter((effect) => effect.step === key).map((effect) => effect.state);
    if (states.includes("sent") || states.includes("unknown"))
      return { ...line, does: "once", note: "Was sent and not seen: looks first, and does not send again by itself" };
    if (states.length > 0 && states.every((state) => state === "observed"))
      return { ...line, does: "kept", note: "Seen at the portal" };
    return { ...line, does: "once", note: "Looks first, and sends it only if it is not there" };
  });
}

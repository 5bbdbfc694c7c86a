export const JOB_STATUSES = [
  "pending",
  "running",
  "completed",
  "failed",
  "timeout",
  "needs_review",
  "cancelled",
] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** A job that still holds the place of (restaurant, type, mode): a second press gets this one. */
export const OPEN_STATUSES = ["pending", "running", "needs_review"] as const satisfies readonly JobStatus[];
export const ENDED_STATUSES = ["completed", "failed", "timeout", "cancelled"] as const satisfies readonly JobStatus[];

export const OUTCOMES = ["success", "partial"] as const;
export type Outcome = (typeof OUTCOMES)[number];

const LEAVES_TO: Record<JobStatus, readonly JobStatus[]> = {
  pending: ["running", "cancelled"],
  running: ["completed", "failed", "timeout", "pending", "needs_review", "cancelled"],
  completed: [],
  failed: ["pending"],
  timeout: ["pending"],
  needs_review: ["pending", "completed", "cancelled"],
  cancelled: ["pending"],
};

export function canTransition(from: JobStatus, to: JobStatus): boolean {
  return LEAVES_TO[from].includes(to);
}

export function isOpen(status: JobStatus): boolean {
  return (OPEN_STATUSES as readonly JobStatus[]).includes(status);
}

export function isEnded(status: JobStatus): boolean {
  return (ENDED_STATUSES as readonly JobStatus[]).includes(status);
}

/** `handed_back`: the worker went away on purpose. `put_off`: the portal asked us to wait. Neither is a failure. */
export const ATTEMPT_STATUSES = [
  "running",
  "succeeded",
  "partial",
  "failed",
  "timed_out",
  "review",
  "cancelled",
  "lost",
  "handed_back",
  "put_off",
] as const;
export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number];

/** `kept`: the portal had it so already. `unverified`: sent and not seen. */
export const STEP_STATUSES = ["running", "done", "kept", "failed", "unverified", "stopped"] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

export const STEP_KINDS = ["visit", "read", "change", "changeEach"] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** A change's ledger row. Only `intended` is known not to have reached the portal. */
export const EFFECT_STATES = ["intended", "sent", "observed", "refused", "unknown"] as const;
export type EffectState = (typeof EFFECT_STATES)[number];

/** `safe` sets a readable value (not seen: apply again). `never` creates (not seen: a person decides). */
export const REPEATS = ["safe", "never"] as const;
export type Repeat = (typeof REPEATS)[number];

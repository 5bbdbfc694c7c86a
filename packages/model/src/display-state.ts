import type { FailureClass } from "./failures.ts";
import type { JobStatus, Outcome } from "./job-status.ts";

/** Why a pending job has not started: stored on the job by the claim, never guessed by a page. */
export const WAIT_KINDS = [
  "first",
  "account_busy",
  "restaurant_busy",
  "retry",
  "held",
  "spacing",
  "handed_back",
] as const;
export type WaitKind = (typeof WAIT_KINDS)[number];

/** What is on screen, derived from status and facts and never stored (ui reference, section 3). */
export const DISPLAY_STATES = [
  "waiting",
  "waiting_turn",
  "retrying",
  "waiting_slot",
  "on_hold",
  "waiting_worker",
  "handed_back",
  "starting",
  "running",
  "stopping",
  "checking",
  "quiet",
  "worker_quiet",
  "completed",
  "needs_look",
  "completed_by_hand",
  "needs_review",
  "failed",
  "timeout",
  "dismissed",
  "replaced",
  "cancelled",
] as const;
export type DisplayState = (typeof DISPLAY_STATES)[number];

export const TONES = ["idle", "move", "seen", "bell", "fail"] as const;
export type Tone = (typeof TONES)[number];

export type DisplayFacts = {
  status: JobStatus;
  outcome: Outcome | null;
  waitKind: WaitKind | null;
  /** ISO times, all on the server's clock */
  runAt: string | null;
  updatedAt: string;
  cancelRequestedAt: string | null;
  resolvedAt: string | null;
  resolvedHow: string | null;
  beatAt: string | null;
  progressAt: string | null;
  isProbing: boolean;
  stepCount: number;
  failureClass: FailureClass | null;
};

const QUIET_AFTER_MS = 20_000;
const LEASE_MS = 45_000;
const NO_WORKER_AFTER_MS = 60_000;

/** @param nowMs the server's clock in epoch milliseconds */
export function displayState(facts: DisplayFacts, nowMs: number): DisplayState {
  switch (facts.status) {
    case "pending":
      return pendingState(facts, nowMs);
    case "running":
      return runningState(facts, nowMs);
    case "completed":
      if (facts.outcome === "partial") return closedState(facts) ?? "needs_look";
      return facts.resolvedHow ? "completed_by_hand" : "completed";
    case "needs_review":
      return "needs_review";
    case "failed":
      return closedState(facts) ?? "failed";
    case "timeout":
      return closedState(facts) ?? "timeout";
    case "cancelled":
      return "cancelled";
  }
}

function closedState({ resolvedAt, resolvedHow }: DisplayFacts): DisplayState | undefined {
  if (!resolvedAt) return undefined;
  return resolvedHow === "replaced" ? "replaced" : "dismissed";
}

function ageMs(at: string | null, nowMs: number): number {
  return at === null ? 0 : nowMs - Date.parse(at);
}

function pendingState(facts: DisplayFacts, nowMs: number): DisplayState {
  switch (facts.waitKind) {
    case "account_busy":
    case "restaurant_busy":
      return "waiting_turn";
    case "held":
      return "on_hold";
    case "spacing":
      return "waiting_slot";
    case "handed_back":
      return "handed_back";
    case "retry":
      if (facts.runAt && Date.parse(facts.runAt) > nowMs) return "retrying";
      break;
    case "first":
    case null:
      break;
  }
  const dueMs = Math.max(facts.runAt ? Date.parse(facts.runAt) : 0, Date.parse(facts.updatedAt));
  return nowMs - dueMs > NO_WORKER_AFTER_MS ? "waiting_worker" : "waiting";
}

function runningState(facts: DisplayFacts, nowMs: number): DisplayState {
  if (facts.beatAt && ageMs(facts.beatAt, nowMs) > LEASE_MS) return "worker_quiet";
  if (facts.cancelRequestedAt) return "stopping";
  if (facts.isProbing) return "checking";
  if (facts.progressAt && ageMs(facts.progressAt, nowMs) > QUIET_AFTER_MS) return "quiet";
  return facts.stepCount === 0 ? "starting" : "running";
}

import {
  type AttemptStatus,
  type AttemptTrigger,
  backoffMs,
  type EffectState,
  FAILURE_POLICY,
  type Failure,
  type FailureClass,
  failure,
  MAX_LOST_WORKERS,
  NEVER_CHARGED,
  type Outcome,
  PORTAL_WAIT_MS,
  type WaitKind,
} from "@pumpd/model";

/** How an attempt ended, as the worker or the reconciler saw it. `fenced` never gets here: it writes nothing. */
export type AttemptEnding =
  | { kind: "finished"; outcome: Outcome; result: Record<string, unknown>; summary: string }
  | { kind: "failed"; failure: Failure; stack?: string }
  | { kind: "stopped"; by: "person" | "shutdown" }
  | { kind: "lost" };

export type EndingFacts = {
  ending: AttemptEnding;
  triesUsed: number;
  maxTries: number;
  lostInARow: number;
  isCancelRequested: boolean;
  /** class of the failure before this one, when it led here by itself */
  lastFailureClass: FailureClass | null;
  /** states of the job's ledger rows */
  effects: readonly EffectState[];
  /** words of the definition for an unknown outcome */
  unknown: { button: string; thing: string };
  /** 0 to 1 */
  random: number;
};

export type EndingDecision = {
  attempt: { status: AttemptStatus; isCharged: boolean; failure: Failure | null };
  triesUsed: number;
  lostInARow: number;
} & (
  | { to: "completed"; outcome: Outcome; result: Record<string, unknown>; summary: string }
  | { to: "cancelled" }
  | { to: "failed" | "timeout" | "needs_review"; failure: Failure }
  | {
      to: "pending";
      trigger: AttemptTrigger;
      waitKind: WaitKind;
      delayMs: number;
      failure: Failure | null;
      /** something was sent: its probe is conclusive only once the sender's lease has run out */
      isAfterLease: boolean;
    }
);

/**
 * The table of endings: policy of the failure's class, tries, and what the ledger says. A job never ends with something
 * sent and undecided but before a person; while tries are left the next attempt looks at the portal first.
 */
export function decideEnding(facts: EndingFacts): EndingDecision {
  const { ending } = facts;
  switch (ending.kind) {
    case "finished":
      return decideFinished(facts, ending);
    case "stopped":
      return ending.by === "person" ? decideStopped(facts) : decideHandedBack(facts);
    case "failed":
      return decideFailed(facts, ending.failure);
    case "lost":
      return decideLost(facts);
  }
}

function isUndecided({ effects }: EndingFacts): boolean {
  return effects.some((state) => state === "sent" || state === "unknown");
}

/** `unknown`: a probe has looked and not seen it. Looking again by ourselves would say nothing new. */
function hasLookedInVain({ effects }: EndingFacts): boolean {
  return effects.includes("unknown");
}

function outcomeUnknown({ unknown }: EndingFacts, cause?: Failure): Failure {
  return failure("OUTCOME_UNKNOWN", cause ? { ...unknown, after: cause.code } : unknown);
}

type Finished = Extract<AttemptEnding, { kind: "finished" }>;

function decideFinished(facts: EndingFacts, { outcome, result, summary }: Finished): EndingDecision {
  if (isUndecided(facts)) return review(facts, outcomeUnknown(facts), { isCharged: true });
  return {
    to: "completed",
    outcome,
    result,
    summary,
    attempt: { status: outcome === "partial" ? "partial" : "succeeded", isCharged: true, failure: null },
    triesUsed: facts.triesUsed + 1,
    lostInARow: 0,
  };
}

function decideStopped(facts: EndingFacts): EndingDecision {
  if (isUndecided(facts)) return review(facts, outcomeUnknown(facts), { isCharged: false });
  return cancelled(facts, null);
}

function cancelled(facts: EndingFacts, reason: Failure | null): EndingDecision {
  return {
    to: "cancelled",
    attempt: { status: "cancelled", isCharged: false, failure: reason },
    triesUsed: facts.triesUsed,
    lostInARow: 0,
  };
}

function decideHandedBack(facts: EndingFacts): EndingDecision {
  if (hasLookedInVain(facts)) return review(facts, outcomeUnknown(facts), { isCharged: false });
  return {
    to: "pending",
    trigger: "auto_retry",
    waitKind: "handed_back",
    delayMs: 0,
    failure: null,
    isAfterLease: isUndecided(facts),
    attempt: { status: "handed_back", isCharged: false, failure: null },
    triesUsed: facts.triesUsed,
    lostInARow: 0,
  };
}

function review(facts: EndingFacts, reason: Failure, { isCharged }: { isCharged: boolean }): EndingDecision {
  return {
    to: "needs_review",
    failure: reason,
    attempt: { status: "review", isCharged, failure: reason },
    triesUsed: facts.triesUsed + (isCharged ? 1 : 0),
    lostInARow: 0,
  };
}

function decideFailed(facts: EndingFacts, reason: Failure): EndingDecision {
  const policy = FAILURE_POLICY[reason.class];
  const isFree = NEVER_CHARGED.includes(reason.code);
  const isCharged = policy.charged && !isFree;
  const triesUsed = facts.triesUsed + (isCharged ? 1 : 0);
  if (policy.then === "needs_review") return review(facts, reason, { isCharged });
  if (hasLookedInVain(facts)) return review(facts, outcomeUnknown(facts, reason), { isCharged });
  if (facts.isCancelRequested && !isUndecided(facts)) return cancelled(facts, reason);

  const delayMs = nextTryDelayMs({ facts, reason, isFree, triesUsed });
  if (delayMs !== undefined && !facts.isCancelRequested)
    return {
      to: "pending",
      trigger: "auto_retry",
      waitKind: "retry",
      delayMs,
      failure: reason,
      isAfterLease: isUndecided(facts),
      attempt: { status: attemptStatus(reason), isCharged, failure: reason },
      triesUsed,
      lostInARow: 0,
    };
  if (isUndecided(facts)) return review(facts, outcomeUnknown(facts, reason), { isCharged });
  return {
    to: policy.then,
    failure: reason,
    attempt: { status: attemptStatus(reason), isCharged, failure: reason },
    triesUsed,
    lostInARow: 0,
  };
}

function attemptStatus(reason: Failure): AttemptStatus {
  const policy = FAILURE_POLICY[reason.class];
  if (policy.retries === "wait") return "put_off";
  return policy.then === "timeout" ? "timed_out" : "failed";
}

type NextTry = { facts: EndingFacts; reason: Failure; isFree: boolean; triesUsed: number };

/** Milliseconds until the next try, or undefined when there is none. */
function nextTryDelayMs({ facts, reason, isFree, triesUsed }: NextTry): number | undefined {
  const policy = FAILURE_POLICY[reason.class];
  if (policy.retries === "wait") return asked(reason) ?? PORTAL_WAIT_MS;
  if (isFree) return backoffMs(1, facts.random);
  if (policy.retries === "none" || triesUsed >= facts.maxTries) return undefined;
  if (policy.retries === "once" && facts.lastFailureClass === reason.class) return undefined;
  return backoffMs(triesUsed, facts.random);
}

function asked(reason: Failure): number | undefined {
  const ms = reason.about.retryAfterMs;
  return typeof ms === "number" && ms > 0 ? ms : undefined;
}

function decideLost(facts: EndingFacts): EndingDecision {
  const lostInARow = facts.lostInARow + 1;
  const lost = failure("WORKER_LOST");
  // A worker may be lost to a deploy gone wrong; the second loss in a row may be the job's own doing.
  const isCharged = lostInARow > 1;
  const triesUsed = facts.triesUsed + (isCharged ? 1 : 0);
  const attempt = { status: "lost", isCharged, failure: lost } as const;
  if (lostInARow >= MAX_LOST_WORKERS)
    return { to: "needs_review", failure: failure("POISON"), attempt, triesUsed, lostInARow };
  if (hasLookedInVain(facts))
    return { to: "needs_review", failure: outcomeUnknown(facts, lost), attempt, triesUsed, lostInARow };
  if (facts.isCancelRequested)
    return isUndecided(facts)
      ? { to: "needs_review", failure: outcomeUnknown(facts, lost), attempt, triesUsed, lostInARow }
      : { to: "cancelled", attempt, triesUsed, lostInARow };
  return {
    to: "pending",
    trigger: "recovery",
    waitKind: "retry",
    delayMs: 0,
    failure: lost,
    isAfterLease: isUndecided(facts),
    attempt,
    triesUsed,
    lostInARow,
  };
}

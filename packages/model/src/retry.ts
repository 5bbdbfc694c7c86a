/** Design section 7: 5 s × 3ⁿ, cap 5 min, jitter ± 20 %. */
export const BACKOFF = { baseMs: 5_000, factor: 3, capMs: 300_000, jitter: 0.2 } as const;

/**
 * How long to wait before the next attempt.
 * @param chargedTries tries used so far, at least 1
 * @param random from 0 to 1
 */
export function backoffMs(chargedTries: number, random: number): number {
  const plain = Math.min(BACKOFF.capMs, BACKOFF.baseMs * BACKOFF.factor ** Math.max(0, chargedTries - 1));
  return Math.round(plain * (1 + BACKOFF.jitter * (2 * random - 1)));
}

/** A portal that asks us to wait and does not say how long. */
export const PORTAL_WAIT_MS = 60_000;

/** A losing worker may be the job's own doing: the second loss in a row sends it to a person. */
export const MAX_LOST_WORKERS = 2;

/** How long a person has to wait before allowing one more submit after an unknown outcome. */
export const QUIET_PERIOD_MS = 600_000;

export const TIMINGS = {
  leaseMs: 45_000,
  heartbeatMs: 10_000,
  stopSendingBeforeMs: 15_000,
  selfFenceBeforeMs: 5_000,
  reconcileMs: 10_000,
  commitAnswerMs: 5_000,
  closeBoundMs: 5_000,
  drainMs: 120_000,
  navigationMs: 30_000,
  probeAfterSentMs: 60_000,
  hostLookMs: 15_000,
} as const;

import { type FailureAbout, TIMINGS } from "@pumpd/model";
import type { Clock, Lease } from "./ports.ts";

export type WatchLimits = { runMs: number; stepMs: number; stallMs: number; memoryBytes: number };

export type Trip =
  | { kind: "fenced" }
  | { kind: "limit"; code: "RUN_LIMIT" | "STEP_LIMIT" | "STALLED"; about: FailureAbout; dueAtMs: number }
  | { kind: "memory"; bytes: number };

export type Watch = {
  /** Resolves once, with the first limit that was passed. */
  readonly tripped: Promise<Trip>;
  /** A probe, an apply or an item begins: it gets a step limit of its own and counts as progress. */
  phase: (title: string, limitMs?: number) => void;
  /** Something moved. */
  progress: () => void;
  stop: () => void;
};

const TICK_MS = 100;
const MEMORY_EVERY_TICKS = 10;

/** Keeps the time of a run by the clock and trusts no promise of the browser's. */
export function startWatch(options: {
  clock: Clock;
  lease: Lease;
  limits: WatchLimits;
  memoryBytes: () => number;
}): Watch {
  const { clock, lease, limits } = options;
  const tripped = Promise.withResolvers<Trip>();
  const startedAt = clock.nowMs();
  let phaseAt = startedAt;
  let phaseLimitMs = limits.stepMs;
  let phaseTitle = "Start";
  let movedAt = startedAt;
  let ticks = 0;

  function look(): Trip | undefined {
    if (lease.remainingMs() < selfFenceMs(lease)) return { kind: "fenced" };
    const now = clock.nowMs();
    if (now - startedAt > limits.runMs) return over("RUN_LIMIT", limits.runMs, startedAt);
    if (now - phaseAt > phaseLimitMs) return over("STEP_LIMIT", phaseLimitMs, phaseAt, { step: phaseTitle });
    if (now - movedAt > limits.stallMs) return over("STALLED", limits.stallMs, movedAt);
    ticks += 1;
    if (ticks % MEMORY_EVERY_TICKS !== 0) return undefined;
    const bytes = options.memoryBytes();
    return bytes > limits.memoryBytes ? { kind: "memory", bytes } : undefined;
  }

  const timer = setInterval(() => {
    const trip = look();
    if (!trip) return;
    clearInterval(timer);
    tripped.resolve(trip);
  }, TICK_MS);

  return {
    tripped: tripped.promise,
    phase: (title, limitMs = limits.stepMs) => {
      phaseTitle = title;
      phaseLimitMs = limitMs;
      phaseAt = clock.nowMs();
      movedAt = phaseAt;
    },
    progress: () => {
      movedAt = clock.nowMs();
    },
    stop: () => clearInterval(timer),
  };
}

function over(
  code: "RUN_LIMIT" | "STEP_LIMIT" | "STALLED",
  limitMs: number,
  fromMs: number,
  about: FailureAbout = {},
): Trip {
  return {
    kind: "limit",
    code,
    about: { ...about, seconds: Math.round(limitMs / 100) / 10 },
    dueAtMs: fromMs + limitMs,
  };
}

/** With a lease of 45 s: the last 15 s send no commit, the last 5 s carry nothing. Other leases keep the shares. */
export function maySend(lease: Lease): boolean {
  return lease.remainingMs() >= share(TIMINGS.stopSendingBeforeMs, lease);
}

export function isAlive(lease: Lease): boolean {
  return lease.remainingMs() >= selfFenceMs(lease);
}

function selfFenceMs(lease: Lease): number {
  return share(TIMINGS.selfFenceBeforeMs, lease);
}

function share(ms: number, lease: Lease): number {
  return Math.min(ms, (ms / TIMINGS.leaseMs) * lease.lengthMs);
}

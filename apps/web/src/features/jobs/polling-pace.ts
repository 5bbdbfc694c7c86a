/** How long until the next look (design: 2 s for 30 s, 5 s to 2 min, then 10 s; idle lists 30 s). */
export type Pace = {
  /** something on the page is under way */
  isMoving: boolean;
  sinceChangeMs: number;
  failuresInARow: number;
  /** from 0 to 1: keeps a hundred open pages from asking in step */
  random: number;
};

const FAST = { untilMs: 30_000, everyMs: 2_000 };
const STEADY = { untilMs: 120_000, everyMs: 5_000 };
const SLOW_MS = 10_000;
const IDLE_MS = 30_000;
const JITTER = 0.15;

export function nextLookMs({ isMoving, sinceChangeMs, failuresInARow, random }: Pace): number {
  return Math.round(plainMs(isMoving, sinceChangeMs, failuresInARow) * (1 + JITTER * (2 * random - 1)));
}

function plainMs(isMoving: boolean, sinceChangeMs: number, failuresInARow: number): number {
  if (failuresInARow > 0) return Math.min(SLOW_MS, FAST.everyMs * 2 ** (failuresInARow - 1));
  if (!isMoving) return IDLE_MS;
  if (sinceChangeMs < FAST.untilMs) return FAST.everyMs;
  return sinceChangeMs < STEADY.untilMs ? STEADY.everyMs : SLOW_MS;
}

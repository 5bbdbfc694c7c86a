import type { Priority } from "./modes.ts";

/** When a job should have ended, from when it was asked for; a type may say otherwise. Milliseconds. */
export const DUE_MS: Readonly<Record<Priority, number>> = {
  urgent: 2 * 60_000,
  normal: 15 * 60_000,
  bulk: 4 * 60 * 60_000,
};

/** What each job of the same organisation that is due no later costs a new one: its place in the line, in milliseconds. */
export const PLACE_MS = 30_000;
/** Counting stops there: a flood must not make the next press slow. */
export const MOST_AHEAD = 500;

export type LineRequest = {
  /** epoch milliseconds */
  askedAtMs: number;
  dueMs: number;
  /** pending jobs of the same organisation that are due no later */
  ahead: number;
};

/**
 * The place of a job in the line of all organisations, as a time: smaller goes first (docs/order.md). It is given once and
 * never changes, so nothing that is asked for after that time can overtake. The database's `app.enqueue_job` reckons the same.
 */
export function lineAtMs({ askedAtMs, dueMs, ahead }: LineRequest): number {
  return askedAtMs + dueMs + Math.min(ahead, MOST_AHEAD) * PLACE_MS;
}

import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";

const LOCK_NOT_AVAILABLE = "55P03";

export type StepAside = {
  /** how long others may be kept waiting at a time; ms */
  lockMs: number;
  /** how long they have to themselves in between; ms */
  restMs: number;
  tries: number;
  onTry?: (nth: number) => void;
};

const DEFAULTS: StepAside = { lockMs: 2_000, restMs: 1_000, tries: 60 };

/**
 * Does something that locks tables others work with. Whoever waits for such a lock makes everybody wait who comes later, so it
 * waits `lockMs` only, lets them pass, and tries again. `work` must be all or nothing. Throws the last refusal.
 */
export async function stepAside(
  sql: postgres.Sql,
  work: () => Promise<unknown>,
  { lockMs, restMs, tries, onTry }: StepAside = DEFAULTS,
): Promise<void> {
  await sql`select set_config('lock_timeout', ${String(lockMs)}, false)`;
  for (let nth = 1; ; nth += 1) {
    onTry?.(nth);
    try {
      await work();
      return;
    } catch (error) {
      if (nth === tries || !isLockRefused(error)) throw error;
      await pause(restMs);
    }
  }
}

function isLockRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error instanceof postgres.PostgresError && error.code === LOCK_NOT_AVAILABLE) || isLockRefused(error.cause);
}

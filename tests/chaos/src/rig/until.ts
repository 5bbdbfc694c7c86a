import { setTimeout as pause } from "node:timers/promises";

const tickMs = 50;

/** Waits for a fact. Undefined when it did not come true in time; what it throws goes up. */
export async function until<T>(
  limitMs: number,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T | undefined> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() >= deadline) return undefined;
    await pause(tickMs);
  }
}

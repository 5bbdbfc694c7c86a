import type { Lease } from "@pumpd/automations/ports";

/** A lease on this process's own monotonic clock, counted from before the database was asked: it ends here first. */
export class AttemptLease implements Lease {
  readonly lengthMs: number;
  #renewedAtMs: number;
  #isLost = false;

  constructor(lengthMs: number, askedAtMs: number) {
    this.lengthMs = lengthMs;
    this.#renewedAtMs = askedAtMs;
  }

  // Arrow functions: the runner takes them off the object.
  remainingMs = (): number => (this.#isLost ? 0 : this.#renewedAtMs + this.lengthMs - performance.now());

  /** @param askedAtMs monotonic, from before the renewal was sent */
  renew(askedAtMs: number): void {
    this.#renewedAtMs = Math.max(this.#renewedAtMs, askedAtMs);
  }

  lose(): void {
    this.#isLost = true;
  }
}

import { connect, type Database, disconnect } from "@pumpd/db";
import { beatAttempt } from "@pumpd/domain/jobs";
import type { AttemptLease } from "./attempt-lease.ts";
import type { Log } from "./log.ts";

export type Beating = {
  jobId: string;
  attemptId: string;
  epoch: number;
  lease: AttemptLease;
  /** a person has asked it to stop */
  onStop: () => void;
  /** somebody looks at the live picture, or nobody does */
  onWatched: (isWatched: boolean) => void;
};

export type HeartOptions = { databaseUrl: string; leaseMs: number; heartbeatMs: number; log: Log };

/** A connection that does not answer for so long is thrown away: half-open ones never say so. */
const ANSWER_MS = 5_000;

/** Renews the leases of this worker's attempts, on a connection of its own that no job can hold up. */
export class Heart {
  readonly #options: HeartOptions;
  readonly #attempts = new Map<string, Beating>();
  readonly #timer: NodeJS.Timeout;
  #db: Database;
  #answeredAtMs = performance.now();

  constructor(options: HeartOptions) {
    this.#options = options;
    this.#db = this.#open();
    this.#timer = setInterval(() => {
      for (const jobId of this.#attempts.keys()) void this.beat(jobId);
    }, options.heartbeatMs);
  }

  /** Begins with a beat: somebody may have asked to stop between the claim and now. */
  add(attempt: Beating): void {
    this.#attempts.set(attempt.jobId, attempt);
    void this.beat(attempt.jobId);
  }

  remove(jobId: string): void {
    this.#attempts.delete(jobId);
  }

  get running(): number {
    return this.#attempts.size;
  }

  /** Milliseconds since the database last answered a heartbeat; 0 while there is nothing to renew. */
  get silentMs(): number {
    return this.#attempts.size === 0 ? 0 : performance.now() - this.#answeredAtMs;
  }

  /** Also between two ticks, when somebody knocked. Never throws: a missed beat is what leases are for. */
  async beat(jobId: string): Promise<void> {
    const attempt = this.#attempts.get(jobId);
    if (!attempt) return;
    const askedAtMs = performance.now();
    const db = this.#db;
    try {
      const answer = await within(ANSWER_MS, beatAttempt(db, { ...attempt, leaseMs: this.#options.leaseMs }));
      this.#answeredAtMs = performance.now();
      if (this.#attempts.get(jobId) !== attempt) return;
      if (answer.say === "lost") return attempt.lease.lose();
      attempt.lease.renew(askedAtMs);
      attempt.onWatched(answer.isWatched);
      if (answer.say === "stop") attempt.onStop();
    } catch (error) {
      const leftMs = Math.round(attempt.lease.remainingMs());
      this.#options.log.warn({ job: jobId, leftMs, err: error }, "heartbeat failed");
      this.#replace(db);
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await disconnect(this.#db).catch(() => {});
  }

  #open(): Database {
    return connect(this.#options.databaseUrl, {
      applicationName: "pumpd worker heart",
      max: 2,
      statementTimeoutMs: ANSWER_MS,
    });
  }

  #replace(failed: Database): void {
    if (this.#db !== failed) return;
    this.#db = this.#open();
    void disconnect(failed).catch(() => {});
  }
}

function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(() => limit.reject(new Error(`no answer in ${limitMs} ms`)), limitMs);
  return Promise.race([work, limit.promise]).finally(() => clearTimeout(timer));
}

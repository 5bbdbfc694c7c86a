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
  /** when somebody last knocked for a job that is not here: it may be between its claim and `add` */
  readonly #knockedAtMs = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  #db: Database;
  #answeredAtMs = performance.now();

  constructor(options: HeartOptions) {
    this.#options = options;
    this.#db = this.#open();
    this.#timer = setInterval(() => {
      for (const jobId of this.#attempts.keys()) void this.beat(jobId);
      const old = performance.now() - options.leaseMs;
      for (const [jobId, atMs] of this.#knockedAtMs) if (atMs < old) this.#knockedAtMs.delete(jobId);
    }, options.heartbeatMs);
  }

  /** The claim has just given its lease, so the first beat has time, unless somebody knocked. */
  add(attempt: Beating): void {
    if (this.#attempts.size === 0) this.#answeredAtMs = performance.now();
    this.#attempts.set(attempt.jobId, attempt);
    if (this.#knockedAtMs.delete(attempt.jobId)) void this.beat(attempt.jobId);
  }

  /** Somebody did something to this job: look at once what. */
  knock(jobId: string): void {
    if (this.#attempts.has(jobId)) void this.beat(jobId);
    else this.#knockedAtMs.set(jobId, performance.now());
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

  /** Never throws: a missed beat is what leases are for. */
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

import { setTimeout as pause } from "node:timers/promises";
import type { Say } from "./child.ts";

type Step = (hurry: AbortSignal) => Promise<void>;

/** Ctrl-C in a terminal may arrive twice, from the terminal and from the parent; that is one wish. */
const sameWishMs = 1_000;
const startingMs = 15_000;
/** The worker finishes its step, then web and simulator go; what they stand on goes last. */
const order = ["worker", "web", "simulator"];

/** Ends everything once, in order, on Ctrl-C, SIGTERM, SIGHUP or a failure. A second Ctrl-C stops waiting for jobs. */
export class Stopping {
  readonly #say: Say;
  readonly #asked = new AbortController();
  readonly #hurry = new AbortController();
  readonly #apps = new Map<string, Step>();
  readonly #foundations: Step[] = [];
  #askedAt = 0;
  #starting: Promise<unknown> = Promise.resolve();

  constructor(say: Say) {
    this.#say = say;
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => this.#wish());
  }

  /** Fires when stopping begins. */
  get signal(): AbortSignal {
    return this.#asked.signal;
  }

  get isAsked(): boolean {
    return this.#asked.signal.aborted;
  }

  /** The start itself: asked to stop in the middle of it, we wait until it knows what it has started. */
  during(starting: Promise<unknown>): void {
    this.#starting = starting.catch(() => {});
  }

  first(name: string, step: Step): void {
    // Asked while this one was just starting: it must not outlive us.
    if (this.isAsked) void step(this.#hurry.signal);
    this.#apps.set(name, step);
  }

  /** Later ones end first. */
  last(step: Step): void {
    this.#foundations.unshift(step);
  }

  async fail(error: unknown): Promise<void> {
    console.error(error instanceof Error ? error.message : String(error));
    this.#hurry.abort();
    await this.#end(1);
  }

  #wish(): void {
    if (!this.isAsked) {
      this.#say("Stopping; running jobs may finish their step. Ctrl-C again does not wait for them.");
      this.#askedAt = performance.now();
      void this.#end(0);
    } else if (performance.now() - this.#askedAt > sameWishMs) this.#hurry.abort();
  }

  async #end(code: number): Promise<void> {
    if (this.isAsked) return;
    this.#asked.abort();
    for (const name of order) await this.#try(this.#apps.get(name));
    // A start that fails ends here too, and it cannot wait for itself.
    if (code === 0) await Promise.race([this.#starting, pause(startingMs)]);
    for (const step of this.#foundations) await this.#try(step);
    process.exit(code);
  }

  async #try(step: Step | undefined): Promise<void> {
    try {
      await step?.(this.#hurry.signal);
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
    }
  }
}

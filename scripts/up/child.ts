import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fchmodSync, fstatSync, mkdirSync, openSync, readFileSync, statSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export type AppSpec = {
  name: string;
  args: string[];
  cwd: string;
  env: { [name: string]: string };
  /** Answers 2xx once the app can be used. */
  healthUrl: string;
  /** How long it may take to leave after SIGTERM; the worker drains its jobs. */
  stopMs: number;
  logFile: string;
};

export type Say = (line: string) => void;
type Watch = { say: Say; note: (name: string, pid: number) => void };

const startMs = 60_000;
const tickMs = 50;
const firstBackOffMs = 500;
const maxBackOffMs = 30_000;
const healthyAfterMs = 60_000;
const maxLogBytes = 20_000_000;

/**
 * One of our apps as a child process, started again with growing pauses whenever it dies.
 * In a process group of its own: Ctrl-C in the terminal must reach us and not the app, because the order of ending
 * matters. Its output goes to a file and not to a pipe, so that it survives a parent that was killed.
 */
export class Child {
  readonly spec: AppSpec;
  readonly #watch: Watch;
  #process: ChildProcess | undefined;
  #startedAt = 0;
  #logStartsAt = 0;
  #backOffMs = firstBackOffMs;
  #isStopping = false;
  readonly #stopped = new AbortController();

  constructor(spec: AppSpec, watch: Watch) {
    this.spec = spec;
    this.#watch = watch;
  }

  /** Starts it and resolves when its health endpoint answers. Rejects if it dies before that, with its last words. */
  async start(): Promise<void> {
    const child = this.#spawn();
    let ended: string | undefined;
    child.once("exit", (code, signal) => {
      ended = describeEnd(code, signal);
    });
    child.once("error", (error) => {
      ended = error.message;
    });
    const deadline = Date.now() + startMs;
    while (!(await isHealthy(this.spec.healthUrl))) {
      if (ended) throw new Error(`${this.spec.name} ${ended} before it was ready. ${this.#lastWords()}`);
      if (Date.now() > deadline)
        throw new Error(
          `${this.spec.name} did not answer at ${this.spec.healthUrl} within ${startMs / 1000} s. See ${this.spec.logFile}.`,
        );
      await pause(tickMs);
    }
    this.#superviseFrom(child);
    // It may have died in the moment between its answer and the line above.
    if (ended) void this.#restart(ended);
  }

  /** SIGTERM, then SIGKILL when its time is over or `hurry` fires. Resolves when it is gone. */
  async stop(hurry?: AbortSignal): Promise<void> {
    this.#isStopping = true;
    this.#stopped.abort();
    const child = this.#process;
    if (!child || hasEnded(child)) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGTERM");
    const limit = AbortSignal.any([AbortSignal.timeout(this.spec.stopMs), ...(hurry ? [hurry] : [])]);
    const kill = () => killGroup(child);
    if (limit.aborted) kill();
    limit.addEventListener("abort", kill, { once: true });
    await gone;
    limit.removeEventListener("abort", kill);
  }

  #spawn(): ChildProcess {
    const log = openLog(this.spec.logFile);
    this.#logStartsAt = fstatSync(log).size;
    try {
      const { args, cwd, env } = this.spec;
      const child = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ["ignore", log, log] });
      this.#process = child;
      this.#startedAt = Date.now();
      if (child.pid) this.#watch.note(this.spec.name, child.pid);
      return child;
    } finally {
      closeSync(log);
    }
  }

  /** Why it ended, if this life of it said so. */
  #lastWords(): string {
    const said = readFileSync(this.spec.logFile).subarray(this.#logStartsAt).toString("utf8");
    const why = said.split("\n").findLast((line) => /error|cannot|could not/i.test(line));
    return why ? `It said: ${why.trim().slice(0, 400)}` : "";
  }

  #superviseFrom(child: ChildProcess): void {
    child.once("exit", (code, signal) => void this.#restart(describeEnd(code, signal)));
  }

  async #restart(reason: string): Promise<void> {
    if (this.#isStopping) return;
    if (Date.now() - this.#startedAt > healthyAfterMs) this.#backOffMs = firstBackOffMs;
    const waitMs = this.#backOffMs;
    this.#backOffMs = Math.min(waitMs * 2, maxBackOffMs);
    this.#watch.say(
      `${this.spec.name} ${reason}; starting it again in ${waitMs / 1000} s. ${this.#lastWords()}`.trim(),
    );
    await pause(waitMs, undefined, { signal: this.#stopped.signal }).catch(() => {});
    if (this.#isStopping) return;
    const child = this.#spawn();
    child.once("error", (error) => void this.#restart(error.message));
    this.#superviseFrom(child);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

// Its whole group: Next's dev server has processes of its own.
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, "SIGKILL");
  } catch {
    // It went by itself in this moment.
  }
}

function describeEnd(code: number | null, signal: NodeJS.Signals | null): string {
  return signal ? `was ended by ${signal}` : `ended with code ${code}`;
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: "manual" });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const log = openSync(file, "a", 0o600);
  fchmodSync(log, 0o600);
  if (statSync(file).size > maxLogBytes) truncateSync(file);
  return log;
}

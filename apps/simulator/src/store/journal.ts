import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";
import { applyPut, emptyState, type Put, type State } from "./state.ts";

/** One change at the portal. `request` and `connection` show a request that a browser repeated by itself. */
export type Effect = {
  at: string;
  kind: string;
  account: string;
  restaurantId: string | null;
  request: number;
  connection: number;
} & Record<string, unknown>;

export type RequestEntry = {
  n: number;
  at: string;
  method: string;
  host: string;
  path: string;
  account?: string;
  connection: number;
  nthOnConnection: number;
  /** Absent while unanswered; "reset", "closed" or "hung" when there never was an answer. */
  status?: number | "reset" | "closed" | "hung";
  faults?: string[];
};

type Line =
  | { request: RequestEntry }
  | { answered: { n: number; status: RequestEntry["status"]; account?: string; faults?: string[] } }
  | { commit: { puts: Put[]; effects: Effect[] } };

const keptRequests = 20_000;

/**
 * The one file of truth: a line per request and per commit, only ever appended. A commit is one line, so it is on disk
 * whole or not at all, and the state is what the lines add up to. Each reset starts the next epoch in a new file.
 */
export class Journal {
  readonly #dir: string;
  #fd = -1;
  epoch = 0;
  state: State = emptyState();
  effects: Effect[] = [];
  requests: RequestEntry[] = [];
  requestCount = 0;

  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
    const epochs = readdirSync(dir).flatMap(
      (name) => Number(/^epoch-(\d+)\.ndjson$/.exec(name)?.[1] ?? Number.NaN) || [],
    );
    this.#open(Math.max(1, ...epochs));
  }

  startEpoch(): void {
    closeSync(this.#fd);
    this.#open(this.epoch + 1);
  }

  close(): void {
    closeSync(this.#fd);
    this.#fd = -1;
  }

  nextRequest(about: Omit<RequestEntry, "n" | "at">): RequestEntry {
    this.requestCount += 1;
    const entry: RequestEntry = { n: this.requestCount, at: new Date().toISOString(), ...about };
    this.#keep(entry);
    this.#append({ request: entry });
    return entry;
  }

  answered(entry: RequestEntry, status: RequestEntry["status"]): void {
    entry.status = status;
    this.#append({ answered: { n: entry.n, status, account: entry.account, faults: entry.faults } });
  }

  /** Disk first: what is not written has not happened. */
  commit(puts: Put[], effects: Effect[]): void {
    this.#append({ commit: { puts, effects } });
    for (const put of puts) applyPut(this.state, put);
    this.effects.push(...effects);
  }

  #open(epoch: number): void {
    this.epoch = epoch;
    this.state = emptyState();
    this.effects = [];
    this.requests = [];
    this.requestCount = 0;
    const file = join(this.#dir, `epoch-${epoch}.ndjson`);
    this.#fd = openSync(file, "a", 0o600);
    this.#replay(file);
  }

  #replay(file: string): void {
    const text = readFileSync(file, "utf8");
    const end = text.lastIndexOf("\n") + 1;
    // A line torn by a kill was never committed; leaving it would spoil the next one.
    if (end < text.length) truncateSync(file, Buffer.byteLength(text.slice(0, end)));
    const byNumber = new Map<number, RequestEntry>();
    for (const json of text.slice(0, end).split("\n")) {
      if (json === "") continue;
      const line = JSON.parse(json) as Line;
      if ("request" in line) {
        this.requestCount = line.request.n;
        byNumber.set(line.request.n, line.request);
        this.#keep(line.request);
      } else if ("answered" in line) {
        const entry = byNumber.get(line.answered.n);
        if (entry) Object.assign(entry, line.answered);
      } else {
        for (const put of line.commit.puts) applyPut(this.state, put);
        this.effects.push(...line.commit.effects);
      }
    }
  }

  #keep(entry: RequestEntry): void {
    this.requests.push(entry);
    if (this.requests.length > keptRequests * 1.1) this.requests.splice(0, this.requests.length - keptRequests);
  }

  #append(line: Line): void {
    // A request that was still waiting when the portal stopped: nobody is there to hear of it.
    if (this.#fd === -1) return;
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    for (let written = 0; written < bytes.length; ) written += writeSync(this.#fd, bytes, written);
  }
}

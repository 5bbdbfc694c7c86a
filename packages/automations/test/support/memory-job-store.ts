import type { EffectState, Failure, Progress } from "@pumpd/model";
import { fail } from "../../src/define/failed.ts";
import type { Seen } from "../../src/define/flow.ts";
import { type EffectKey, type EffectRecord, type JobStore, type Lease, LeaseLost } from "../../src/runner/ports.ts";

type Row = EffectKey & {
  id: string;
  job: string;
  attempt: number;
  state: EffectState;
  evidence: Seen | null;
  about: Failure | null;
};

/** Which states an effect may come from; the database refuses the rest in the same way. */
const MAY_BECOME: Record<EffectState, readonly EffectState[]> = {
  intended: ["intended", "refused"],
  sent: ["intended"],
  observed: ["intended", "sent", "unknown"],
  refused: ["intended", "sent"],
  unknown: ["sent", "unknown"],
};

export type Told = {
  steps: { key: string; status: string; message?: string; data?: unknown }[];
  progress: Progress[];
  log: { level: string; text: string }[];
  requests: { verdict: string; method: string; path: string; reason: string }[];
  pictures: { kind: string; caption: string; bytes: number }[];
};

/**
 * Another implementation of the `JobStore` port, in memory and with the same rules: every call is fenced by the newest
 * attempt, an effect changes only along its states, one open `never` effect per commit and natural key.
 */
export class MemoryLedger {
  readonly rows: Row[] = [];
  #attempts = new Map<string, number>();
  #nextId = 1;

  /** A new attempt of the job; from now on the earlier ones are fenced. */
  attempt(job: string, lease: Lease): { store: JobStore; told: Told } {
    const attempt = (this.#attempts.get(job) ?? 0) + 1;
    this.#attempts.set(job, attempt);
    const told: Told = { steps: [], progress: [], log: [], requests: [], pictures: [] };
    const fenced = (): void => {
      if (this.#attempts.get(job) !== attempt || lease.remainingMs() <= 0) throw new LeaseLost();
    };
    const rowOf = (id: string, to: EffectState): Row => {
      const row = this.rows.find((one) => one.id === id);
      if (!row || row.job !== job) throw new Error(`no effect ${id}`);
      if (!MAY_BECOME[to].includes(row.state)) throw new Error(`effect ${row.state} cannot become ${to}`);
      return row;
    };
    const store: JobStore = {
      stepBegan: async (step) => {
        fenced();
        told.steps.push({ key: step.key, status: "running" });
      },
      stepEnded: async ({ key, status, message, data }) => {
        fenced();
        const open = told.steps.findLast((step) => step.key === key);
        if (open) Object.assign(open, { status, message, data });
      },
      progress: (progress) => void told.progress.push(progress),
      log: ({ level, text }) => void told.log.push({ level, text }),
      effects: async () => {
        fenced();
        return this.rows
          .filter((row) => row.job === job)
          .map((row) => ({ ...row, isFromEarlierAttempt: row.attempt !== attempt }));
      },
      intend: async (key) => {
        fenced();
        return this.#intend(job, attempt, key);
      },
      markSent: async (id) => {
        const row = this.rows.find((one) => one.id === id);
        if (this.#attempts.get(job) !== attempt || lease.remainingMs() <= 0) return false;
        if (row?.state !== "intended" || row.attempt !== attempt) return false;
        row.state = "sent";
        return true;
      },
      observed: async (id, evidence) => {
        fenced();
        Object.assign(rowOf(id, "observed"), { state: "observed", evidence, attempt });
      },
      refused: async (id, about) => {
        fenced();
        Object.assign(rowOf(id, "refused"), { state: "refused", about });
      },
      unknown: async (id, about) => {
        fenced();
        Object.assign(rowOf(id, "unknown"), { state: "unknown", about });
      },
      request: (record) => void told.requests.push(record),
      picture: async ({ kind, caption, bytes }) => void told.pictures.push({ kind, caption, bytes: bytes.length }),
    };
    return { store, told };
  }

  #intend(job: string, attempt: number, key: EffectKey): EffectRecord {
    const holders: readonly EffectState[] = ["intended", "sent", "unknown"];
    const rival = this.rows.find(
      (row) =>
        row.job !== job &&
        row.commit === key.commit &&
        row.naturalKey === key.naturalKey &&
        holders.includes(row.state),
    );
    if (key.repeat === "never" && rival && rival.state !== "intended")
      throw fail("OUTCOME_UNKNOWN", { thing: "another job's change" });
    const own = this.rows.find((row) => row.job === job && row.step === key.step && row.item === key.item);
    if (own) {
      if (key.repeat === "never" && !MAY_BECOME.intended.includes(own.state))
        throw new Error(`a ${own.state} effect is not intended again`);
      Object.assign(own, key, { state: "intended", attempt, evidence: null });
      return { id: own.id, state: "intended", evidence: null, isFromEarlierAttempt: false };
    }
    const row: Row = {
      ...key,
      id: `effect-${this.#nextId++}`,
      job,
      attempt,
      state: "intended",
      evidence: null,
      about: null,
    };
    this.rows.push(row);
    return { id: row.id, state: "intended", evidence: null, isFromEarlierAttempt: false };
  }
}

/** A lease on the monotonic clock that a test can shorten or take away. */
export class TestLease implements Lease {
  readonly lengthMs: number;
  #until: number;

  constructor(lengthMs = 45_000) {
    this.lengthMs = lengthMs;
    this.#until = performance.now() + lengthMs;
  }

  remainingMs(): number {
    return this.#until - performance.now();
  }

  renew(): void {
    this.#until = performance.now() + this.lengthMs;
  }

  expire(): void {
    this.#until = performance.now() - 1;
  }
}

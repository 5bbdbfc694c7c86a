import type { EffectState, Failure, Progress, Repeat, StepKind, StepStatus } from "@pumpd/model";
import type { Findings, JobFiles, Seen } from "../define/index.ts";
import type { Crashpoint } from "./crashpoints.ts";

/** The outside of a run. The runner is handed these and knows no SQL, no queue and no clock of its own. */
export type RunPorts = {
  store: JobStore;
  host: PortalHost;
  clock: Clock;
  lease: Lease;
  /** Stored files for the flows that need one; without it `files.read` fails as FILE_MISSING. */
  files?: JobFiles;
  /** Tests only: called at each named place; the run goes on when it returns. */
  onCrashpoint?: (name: Crashpoint) => void | Promise<void>;
};

/** Another worker may have this job now. The run ends as `fenced` and writes nothing more. */
export class LeaseLost extends Error {
  constructor(message = "the lease of this attempt is lost") {
    super(message);
    this.name = "LeaseLost";
  }
}

/** The store could not be reached or did not answer in its own time. Ends the run as DATABASE_AWAY. */
export class StoreAway extends Error {
  constructor(options?: { cause?: unknown }) {
    super("the job store is away", options);
    this.name = "StoreAway";
  }
}

export type Clock = {
  /** Monotonic milliseconds: durations and the lease. */
  nowMs: () => number;
};

/** This attempt's right to act. Runs on the monotonic clock, counted from before the answer was asked for. */
export type Lease = {
  /** Milliseconds left; zero or less means another worker may have taken over. */
  remainingMs: () => number;
  /** Milliseconds of a fresh lease. "Stop sending" and "self-fence" keep their share of it, so short test leases work. */
  lengthMs: number;
};

/** Which hosts the browser may reach and how it should look there. */
export type PortalHost = {
  /** for example `https://admin.pumpd.example`, without a trailing slash */
  adminUrl: string;
  isAllowed: (host: string, port: number) => boolean;
  locale: string;
  timezone: string;
  credentials: { login: string; password: string };
};

export type EffectKey = { step: string; item: string; commit: string; naturalKey: string; repeat: Repeat };
export type EffectRecord = { id: string; state: EffectState; evidence: Seen | null; isFromEarlierAttempt: boolean };

/**
 * Where a run writes what happens. Every call is fenced by the attempt's epoch: from a worker that has lost its lease it
 * throws `LeaseLost` and changes nothing. Text is redacted by the implementation.
 */
export type JobStore = {
  stepBegan: (step: { key: string; n: number; of: number; kind: StepKind; title: string }) => Promise<void>;
  stepEnded: (step: { key: string; status: StepStatus; message?: string; data?: unknown }) => Promise<void>;
  /** At most twice a second reaches the database; the last one always does. */
  progress: (progress: Progress) => void;
  log: (line: { level: "debug" | "info" | "warn" | "error"; step: string | null; text: string }) => void;
  /** Effects of this job's earlier attempts and of this one, by step and item. */
  effects: () => Promise<readonly (EffectKey & EffectRecord)[]>;
  /**
   * Writes the intention. Throws `Failed(OUTCOME_UNKNOWN)` when another job holds the same (restaurant, commit, natural key)
   * for a `never` effect. An `intended` row left by an earlier attempt is taken over with this epoch, and so is a
   * `refused` one, or, for a `safe` effect, any. An `intended` row of a job that is not running holds nothing: it was
   * never sent and, with its epoch gone, never will be.
   */
  intend: (effect: EffectKey) => Promise<EffectRecord>;
  /** The gate's one statement: intended → sent, only with this epoch and a living lease. False refuses the request. */
  markSent: (effectId: string) => Promise<boolean>;
  observed: (effectId: string, evidence: Seen) => Promise<void>;
  refused: (effectId: string, about: Failure) => Promise<void>;
  unknown: (effectId: string, about: Failure) => Promise<void>;
  /** A commit or unknown request the gate held back or let pass: method and path, never a body. */
  request: (record: { verdict: "passed" | "sent" | "refused"; method: string; path: string; reason: string }) => void;
  /** WebP, JPEG or PNG bytes, masked before they get here. Never throws: a missing picture changes no outcome. */
  picture: (picture: {
    step: string | null;
    kind: "step" | "failure" | "review" | "live";
    caption: string;
    bytes: Uint8Array;
    type: string;
  }) => Promise<void>;
};

/** How a run ended; the caller turns it into a transition. `changed`: something of this job is at the portal. */
export type Ending =
  | { kind: "finished"; outcome: "success" | "partial"; result: Record<string, unknown>; summary: string }
  /** what an inspection found; it has changed nothing */
  | { kind: "inspected"; findings: Findings }
  | { kind: "failed"; failure: Failure; changed: boolean; stack?: string }
  | { kind: "stopped"; by: "person" | "shutdown"; changed: boolean }
  | { kind: "fenced" };

/** What a run leaves behind about its browser, for the attempt's row. */
export type BrowserFacts = { killed: boolean; killReason: string | null; overdueMs: number; peakMemoryBytes: number };

import type { CommitName } from "@pumpd/automations/define";
import type { Database } from "@pumpd/db";
import type { InvariantId, Violation } from "@pumpd/domain/invariants";
import type { BadCount } from "../counts.ts";

/** One change in the portal's journal. `commit`: which of the flows' declared commits its request was. */
export type PortalEffect = {
  at: string;
  kind: string;
  account: string;
  restaurantId: string | null;
  request: number;
  commit: CommitName | null;
};

/** What is left on this machine after every worker has gone. */
export type Leftovers = {
  /** command lines of processes that carry the rig's mark */
  processes: string[];
  /** paths below the rig's temp root */
  files: string[];
  /** application names of database sessions that are not the rig's own */
  connections: string[];
  advisoryLocks: number;
};

/** How a worker went that was asked to go (SIGTERM). */
export type Departure = { pid: number; code: number | null; signal: string | null };

/** Everything a run has left behind: our database, the portal's journal, the machine. */
export type ChaosLook = {
  /** as the owner */
  db: Database;
  /** every job whose request was answered with a job id */
  accepted: readonly string[];
  effects: readonly PortalEffect[];
  leftovers: Leftovers;
  departures: readonly Departure[];
  /** portal passwords of this run */
  secrets: readonly string[];
  /** texts and bytes that a worker wrote outside the database: logs, pictures */
  files: readonly { name: string; bytes: Uint8Array }[];
  noticeMs: number;
};

/** `counts`: the column of the result it belongs to; `other` turns the run red as well. */
export type ChaosViolation = Violation & { counts: BadCount | "other" };

export type ChaosInvariant = {
  id: InvariantId;
  holds: string;
  check: (look: ChaosLook) => Promise<ChaosViolation[]>;
};

import type { Database } from "@pumpd/db";
import type { InvariantId, Violation } from "./violation.ts";

export type LedgerLook = {
  /** connected as the owner: sees every organisation and the queue */
  db: Database;
  /** how soon a lost worker must have been noticed, from its last heartbeat */
  noticeMs: number;
};

/** One promise that our own database can prove or break. Reads only; safe on a live system. */
export type Invariant = {
  id: InvariantId;
  /** what always holds, in one sentence */
  holds: string;
  check: (look: LedgerLook) => Promise<Violation[]>;
};

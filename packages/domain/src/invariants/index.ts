import { endingsAreDecided } from "./endings-are-decided.ts";
import { handBacksAreFree } from "./hand-backs-are-free.ts";
import { historyIsLegal } from "./history-is-legal.ts";
import type { Invariant, LedgerLook } from "./invariant.ts";
import { lossesAreNoticed } from "./losses-are-noticed.ts";
import { oneLeaseAtATime } from "./one-lease-at-a-time.ts";
import { queueAgrees } from "./queue-agrees.ts";
import type { Violation } from "./violation.ts";
import { wallsHold } from "./walls-hold.ts";

export type { Invariant, LedgerLook } from "./invariant.ts";
export { INVARIANT_IDS, type InvariantId, type Violation } from "./violation.ts";

/** What our database alone can prove: for the doctor on a live system, and for the chaos runs beside the portal's journal. */
export const LEDGER_INVARIANTS: readonly Invariant[] = [
  endingsAreDecided,
  oneLeaseAtATime,
  historyIsLegal,
  queueAgrees,
  wallsHold,
  lossesAreNoticed,
  handBacksAreFree,
];

export async function checkLedger(look: LedgerLook): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const invariant of LEDGER_INVARIANTS) found.push(...(await invariant.check(look)));
  return found;
}

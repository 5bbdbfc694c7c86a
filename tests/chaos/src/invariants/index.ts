import { checkLedger, type Violation } from "@pumpd/domain/invariants";
import { acceptedIsKept } from "./accepted-is-kept.ts";
import { createdOnce } from "./created-once.ts";
import { departuresAreClean } from "./departures-are-clean.ts";
import type { ChaosInvariant, ChaosLook, ChaosViolation } from "./look.ts";
import { nothingIsLeft } from "./nothing-is-left.ts";
import { portalAgrees } from "./portal-agrees.ts";
import { secretsStaySealed } from "./secrets-stay-sealed.ts";
import { sentIsWrittenFirst } from "./sent-is-written-first.ts";

export type { ChaosLook, ChaosViolation, Departure, Leftovers, PortalEffect } from "./look.ts";

/** What takes more than our database. The rest stands in `@pumpd/domain/invariants`, shared with the doctor. */
export const CHAOS_INVARIANTS: readonly ChaosInvariant[] = [
  acceptedIsKept,
  createdOnce,
  sentIsWrittenFirst,
  portalAgrees,
  nothingIsLeft,
  secretsStaySealed,
  departuresAreClean,
];

/** I1 to I12, over everything a run has left behind. */
export async function checkAll(look: ChaosLook): Promise<ChaosViolation[]> {
  const found: ChaosViolation[] = [];
  for (const invariant of CHAOS_INVARIANTS) found.push(...(await invariant.check(look)));
  for (const violation of await checkLedger(look)) found.push({ ...violation, counts: columnOf(violation) });
  return found;
}

function columnOf({ invariant, detail }: Violation): ChaosViolation["counts"] {
  if (invariant === "I7") return "lost";
  if (invariant === "I4") return detail?.status === "completed" || !detail?.status ? "falseCompleted" : "falseFailed";
  return "other";
}

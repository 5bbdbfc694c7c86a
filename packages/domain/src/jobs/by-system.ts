import type { By } from "../by.ts";

/** For what no person, program or worker decided: the reconciler, a finished inspection, a restored backup. */
export function bySystem(part: "reconcile" | "inspection" | "restored" | "account" | "holds" | "canary"): By {
  return { kind: "system", id: part, name: part };
}

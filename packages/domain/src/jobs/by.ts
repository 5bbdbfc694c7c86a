import type { Actor } from "@pumpd/model";

/** Who does it, with the name that history shows. The name is kept, so history stays readable when the person leaves. */
export type By = Actor & { name: string };

/** For what no person and no worker decided: the reconciler, a finished inspection. */
export function bySystem(part: string): By {
  return { kind: "system", id: part, name: part };
}

import type { Random } from "./random.ts";
import type { Unit } from "./unit.ts";

/** `short`: what each CI run can afford. `long`: as many as somebody asks for. */
export type Form = { kind: "short" } | { kind: "long"; runs: number };

export type Scenario = {
  name: string;
  /** what is done to the system, in one sentence */
  does: string;
  /** independent stretches; the same form and seed give the same list */
  units: (form: Form, random: Random) => Unit[];
};

/** Shares a number of runs out over stretches of a handy size. */
export function stretches(runs: number, size: number): { name: string; runs: number }[] {
  const count = Math.max(1, Math.ceil(runs / size));
  return Array.from({ length: count }, (_, index) => ({
    name: String(index + 1),
    runs: Math.floor(runs / count) + (index < runs % count ? 1 : 0),
  }));
}

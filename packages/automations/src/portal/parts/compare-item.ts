import { type Difference, Sight } from "../../define/findings.ts";
import type { ProbeMoment } from "../../define/flow.ts";
import type { ItemSight } from "../../define/item-results.ts";
import { planTicks, type Tick } from "./item-tree.ts";

export type ComparedItem = {
  name: string;
  /** fields that are not as they should be, by their titles */
  fields: readonly Difference[];
  ticks: readonly Tick[];
  dishes: readonly string[];
};

/**
 * Pure. Dishes that are not on the menu are told and make no difference, because no other try would tick them; only an
 * inspection, which changes nothing, counts them.
 */
export function compareItem(
  { name, fields, ticks, dishes }: ComparedItem,
  { inspection }: Pick<ProbeMoment, "inspection">,
): Sight<ItemSight> {
  const { toTick, missing, extra } = planTicks(ticks, dishes);
  const unticked = new Set(toTick.map((place) => ticks[place]?.name ?? ""));
  const differences: Difference[] = [
    ...fields,
    ...[...unticked].map((label) => ({ label, before: "not on it", after: "on it" })),
    ...(inspection ? missing.map((label) => ({ label, before: "not on the menu", after: "on it" })) : []),
    ...extra.map((label) => ({ label, before: "on it", after: null })),
  ];
  return new Sight(
    { missingDishes: missing, extraDishes: extra },
    differences.map((one) => ({ ...one, label: `${name}: ${one.label}` })),
  );
}

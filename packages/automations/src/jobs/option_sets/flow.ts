import { defineFlow, type ItemReport } from "../../define/index.ts";
import type { OptionSetSight, WantedOptionSet } from "../../portal/pages/option-sets.ts";
import { type OptionSet, type OptionSetsResult, optionSets } from "./definition.ts";

export const optionSetsFlow = defineFlow(optionSets, async ({ input, step, portal }) => {
  const wanted = input.optionSets.map(asThePortalTakesIt);
  const dashboard = await step.signIn(() => portal.signIn());
  const page = await step.open(async () => (await dashboard.enter(input.upstreamId, input)).optionSets());
  const made = await step.create({
    items: wanted,
    key: (set) => set.name,
    label: (set) => set.name,
    probe: async (set, moment) => ((await page.has(set.name, moment)) ? { name: set.name } : undefined),
    apply: (set) => page.create(set),
  });
  const compared = await step.update({
    items: wanted.filter((_, place) => made[place]?.status !== "failed"),
    key: (set) => set.name,
    label: (set) => set.name,
    probe: async (set, moment) => {
      const sight = await page.compare(set, moment);
      return sight?.isSame ? sight : undefined;
    },
    apply: (set) => page.update(set),
  });
  return { upstreamId: input.upstreamId, portalPage: page.address, items: itemsOf(made, compared) };
});

function asThePortalTakesIt(set: OptionSet): WantedOptionSet {
  return {
    name: set.name,
    displayName: set.displayName || set.name,
    options: set.options.map(({ name, price }) => ({ name, printName: name, priceCents: Math.round(price * 100) })),
    isRequired: set.isRequired,
    isMultiple: set.isMultiple,
    // Choosing one option several times makes sense only where more than one may be chosen.
    hasQuantity: set.max > 1,
    min: set.min,
    max: set.max,
    dishes: set.dishes,
  };
}

function itemsOf(
  made: readonly ItemReport[],
  compared: readonly ItemReport<OptionSetSight>[],
): OptionSetsResult["items"] {
  const comparedBy = new Map(compared.map((report) => [report.key, report]));
  return made.map((one) => {
    const name = one.label;
    const last = one.status === "failed" ? one : comparedBy.get(one.key);
    if (!last || last.status === "failed") {
      return { name, status: "failed", ...(last ? { failure: last.failure } : {}), missingDishes: [], extraDishes: [] };
    }
    const { missingDishes, extraDishes } = last.seen as OptionSetSight;
    const status = one.status === "done" ? "created" : last.status === "done" ? "updated" : "kept";
    return { name, status, missingDishes, extraDishes };
  });
}

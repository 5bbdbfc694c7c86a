import { defineFlow, itemResults } from "../../define/index.ts";
import type { WantedOptionSet } from "../../portal/pages/option-sets.ts";
import { type OptionSet, optionSets } from "./definition.ts";

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
  return { upstreamId: input.upstreamId, portalPage: page.address, items: itemResults(made, compared) };
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

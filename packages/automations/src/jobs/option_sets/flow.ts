import { bringInLine, defineFlow } from "../../define/index.ts";
import type { WantedOptionSet } from "../../portal/pages/option-sets.ts";
import { type OptionSet, optionSets } from "./definition.ts";

export const optionSetsFlow = defineFlow(optionSets, async ({ input, step, portal }) => {
  const dashboard = await step.signIn(() => portal.signIn());
  const page = await step.open(async () => (await dashboard.enter(input.upstreamId, input)).optionSets());
  const items = await bringInLine(step, page, {
    wanted: input.optionSets.map(asThePortalTakesIt),
    inWords: ({ options, dishes }) =>
      `${count(options.length, "option")}, on ${count(dishes.length, "dish", "dishes")}`,
  });
  return { upstreamId: input.upstreamId, portalPage: page.address, items };
});

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

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

import { tidySpaces } from "@pumpd/model";
import type { Difference } from "../../define/index.ts";
import type { PortalMenu } from "../../portal/pages/menus.ts";
import { type Dish, type Menu, priceText } from "./menu.ts";

export type DishRow = { category: string; name: string; price: string };

export type Comparison = { missing: DishRow[]; extra: DishRow[] };

/** Dish by dish: same category, same name, same price, and as often. */
export function compareMenus(ours: Menu, portal: PortalMenu): Comparison {
  const left = new Map<string, DishRow[]>();
  for (const dish of rowsOf(portal)) left.set(keyOf(dish), [...(left.get(keyOf(dish)) ?? []), dish]);
  const missing = rowsOf(ours).filter((dish) => left.get(keyOf(dish))?.pop() === undefined);
  return { missing, extra: [...left.values()].flat() };
}

/** The part of our menu that is not in that one, with the ids of the menu and the categories it belongs into. */
export function lackOf(ours: Menu, there: Menu): Menu {
  const missing = compareMenus(ours, there).missing.map(keyOf);
  const isMissing = (category: string, dish: Dish): boolean => {
    const at = missing.indexOf(keyOf(rowOf(category, dish)));
    if (at >= 0) missing.splice(at, 1);
    return at >= 0;
  };
  const categories = ours.categories.map((category) => ({
    ...category,
    id: there.categories.find(({ name }) => tidySpaces(name) === tidySpaces(category.name))?.id ?? "",
    dishes: category.dishes.filter((dish) => isMissing(category.name, dish)).map((dish) => ({ ...dish, id: "" })),
  }));
  return { ...ours, id: there.id, categories };
}

export function rowsOf(menu: PortalMenu): DishRow[] {
  return menu.categories.flatMap(({ name, dishes }) => dishes.map((dish) => rowOf(name, dish)));
}

function rowOf(category: string, { name, priceCents }: Pick<Dish, "name" | "priceCents">): DishRow {
  return { category: tidySpaces(category), name: tidySpaces(name), price: priceText(priceCents) };
}

/** A dish with another price is one dish that differs; everything else is missing or nobody's. */
export function differencesOf({ missing, extra }: Comparison): Difference[] {
  const left = [...extra];
  const differences = missing.map((dish): Difference => {
    const at = left.findIndex(({ category, name }) => category === dish.category && name === dish.name);
    const [there] = at < 0 ? [] : left.splice(at, 1);
    return { label: `${dish.category}: ${dish.name}`, before: there?.price ?? null, after: dish.price };
  });
  return [
    ...differences,
    ...left.map(({ category, name, price }) => ({ label: `${category}: ${name}`, before: price, after: null })),
  ];
}

const keyOf = ({ category, name, price }: DishRow): string => JSON.stringify([category, name, price]);

export function countsOf(menu: PortalMenu): { categories: number; dishes: number } {
  const filled = menu.categories.filter(({ dishes }) => dishes.length > 0);
  return { categories: filled.length, dishes: filled.reduce((sum, { dishes }) => sum + dishes.length, 0) };
}

/** What the portal shows of our menu. `part` is only ever ours after we have sent it. */
export type Sighting =
  | { kind: "none" }
  | { kind: "whole"; portal: PortalMenu; comparison: Comparison }
  | { kind: "part"; portal: PortalMenu; comparison: Comparison }
  | { kind: "other"; count: number };

/**
 * Judges all menus that have our menu's name. Whole: every dish of ours and none else. Part: some of ours and nothing
 * else, in one single menu. Anything else of that name is somebody else's.
 */
export function judgeMenus(ours: Menu, sameNamed: readonly PortalMenu[]): Sighting {
  const compared = sameNamed.map((portal) => ({ portal, comparison: compareMenus(ours, portal) }));
  const whole = compared.find(({ comparison }) => comparison.missing.length === 0 && comparison.extra.length === 0);
  if (whole) return { kind: "whole", ...whole };
  const [only, ...others] = compared;
  if (!only) return { kind: "none" };
  const isPart = others.length === 0 && only.comparison.extra.length === 0 && countsOf(only.portal).dishes > 0;
  return isPart ? { kind: "part", ...only } : { kind: "other", count: compared.length };
}

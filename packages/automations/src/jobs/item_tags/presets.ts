import type { Menu } from "../upload_menu/menu.ts";

/** The ten tags every restaurant gets, with their colours (flows reference, section 7). */
export const TAG_PRESETS = [
  { name: "Popular", colour: "#b400fa" },
  { name: "New", colour: "#3f92ff" },
  { name: "Deal", colour: "#4fc060" },
  { name: "Vegan", colour: "#36ab36" },
  { name: "Vegetarian", colour: "#32cd32" },
  { name: "Gluten Free", colour: "#ff8c00" },
  { name: "Dairy Free", colour: "#4682b4" },
  { name: "Nut Free", colour: "#deb887" },
  { name: "Halal", colour: "#8b7355" },
  { name: "Spicy", colour: "#ff3333" },
] as const;
export type PresetName = (typeof TAG_PRESETS)[number]["name"];

/**
 * Other words for a preset. Only words that mean the same: “contains nuts” is the opposite of Nut Free and must never
 * become it; a wrong allergy mark can kill.
 */
const VARIANTS: Readonly<Record<string, PresetName>> = {
  "most liked": "Popular",
  favourite: "Popular",
  favourites: "Popular",
  favorite: "Popular",
  favorites: "Popular",
  hot: "Spicy",
  gf: "Gluten Free",
};

/** The preset that a menu's tag means, if any. Case does not count; everything unknown is nobody's. */
export function presetOf(tag: string): PresetName | undefined {
  const word = tag.trim().toLowerCase();
  return TAG_PRESETS.find(({ name }) => name.toLowerCase() === word)?.name ?? VARIANTS[word];
}

export type ItemTag = { name: string; colour: string; dishes: string[] };

/** All ten presets, each with the dishes of the menu that carry it. */
export function tagsOfMenu(menu: Menu): ItemTag[] {
  const dishes = menu.categories.flatMap((category) => category.dishes);
  return TAG_PRESETS.map(({ name, colour }) => ({
    name,
    colour,
    dishes: [
      ...new Set(dishes.filter(({ tags }) => tags.some((tag) => presetOf(tag) === name)).map((dish) => dish.name)),
    ],
  }));
}

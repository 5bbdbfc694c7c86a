import { type ChangeCall, fail } from "../../define/index.ts";
import type { Menus } from "../../portal/pages/menus.ts";
import type { MenuSeen } from "./import-judge.ts";
import { countDishes, type Dish, type Menu } from "./menu.ts";
import { readExport, writeMenuCsv } from "./menu-csv/index.ts";

/** Dishes that are there already, by the portal's own ids; proved by the portal's own export, which names them. */
export function updateMenu(menus: Menus, menu: Menu, sha256: string): ChangeCall<MenuSeen> {
  return {
    key: `${menu.id} ${sha256}`,
    probe: async () => {
      const there = findMenu(readExport(await menus.export()), menu);
      if (unknownIds(menu, there).length > 0 || !isUpdated(menu, there)) return undefined;
      return { categories: menu.categories.length, dishes: countDishes(menu), missing: [], extra: [] };
    },
    apply: async () => {
      const [unknown] = unknownIds(menu, findMenu(readExport(await menus.export()), menu));
      // The portal would make something new of an id it does not know.
      if (unknown !== undefined) throw fail("ITEM_MISSING", { item: unknown });
      await menus.update({ name: "menu.csv", text: writeMenuCsv(menu, { ids: "keep" }) });
    },
  };
}

function findMenu(exported: readonly Menu[], menu: Menu): Menu | undefined {
  return exported.find(({ id }) => id === menu.id);
}

/** What the file names by id and the portal does not have, in the words of the file. */
export function unknownIds(menu: Menu, there: Menu | undefined): string[] {
  if (!there) return [`The menu “${menu.name}” with the id ${menu.id}`];
  return menu.categories.flatMap((category) => {
    const known = there.categories.find(({ id }) => id === category.id);
    if (category.id !== "" && !known) return [`The category “${category.name}” with the id ${category.id}`];
    const ids = new Set(known?.dishes.map(({ id }) => id));
    return category.dishes
      .filter(({ id }) => id !== "" && !ids.has(id))
      .map(({ name, id }) => `The dish “${name}” with the id ${id}`);
  });
}

/** Every dish of the file is there as the file says; one without an id, under its name in its category. */
export function isUpdated(menu: Menu, there: Menu | undefined): boolean {
  return menu.categories.every((category) => {
    const known = there?.categories.find(({ id, name }) =>
      category.id === "" ? name === category.name : id === category.id,
    );
    if (!known || known.name !== category.name) return false;
    return category.dishes.every((dish) => known.dishes.some((other) => isSameDish(dish, other)));
  });
}

/** Tags and pictures have pages of their own and are not compared. */
function isSameDish(ours: Dish, theirs: Dish): boolean {
  const { name, priceCents, type, description, displayName, printName } = ours;
  const isMeant = ours.id === "" || ours.id === theirs.id;
  return (
    isMeant &&
    name === theirs.name &&
    priceCents === theirs.priceCents &&
    type === theirs.type &&
    description === theirs.description &&
    displayName === theirs.displayName &&
    printName === theirs.printName
  );
}

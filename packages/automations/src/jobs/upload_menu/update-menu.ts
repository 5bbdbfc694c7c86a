import { type ChangeCall, type Difference, fail, Sight } from "../../define/index.ts";
import type { Menus } from "../../portal/pages/menus.ts";
import type { MenuSeen } from "./import-judge.ts";
import { countDishes, type Dish, type Menu, menuInWords, priceText } from "./menu.ts";
import { readExport, writeMenuCsv } from "./menu-csv/index.ts";

/** Dishes that are there already, by the portal's own ids; proved by the portal's own export, which names them. */
export function updateMenu(menus: Menus, menu: Menu, sha256: string): ChangeCall<MenuSeen> {
  const readThere = async () => findMenu(readExport(await menus.export()), menu);

  /** The portal would make something new of an id it does not know. */
  function refuseUnknown(there: Menu | undefined): void {
    const [unknown] = unknownIds(menu, there);
    if (unknown !== undefined) throw fail("ITEM_MISSING", { item: unknown });
  }

  return {
    key: `${menu.id} ${sha256}`,
    wanted: { label: `Menu “${menu.name}”`, text: menuInWords(menu) },
    probe: async ({ inspection }) => {
      const there = await readThere();
      if (inspection === "plan") refuseUnknown(there);
      if (inspection === undefined && unknownIds(menu, there).length > 0) return undefined;
      const seen = { categories: menu.categories.length, dishes: countDishes(menu), missing: [], extra: [] };
      return new Sight(seen, differencesOf(menu, there));
    },
    lookAtForm: () => menus.lookAtImport(),
    apply: async () => {
      refuseUnknown(await readThere());
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

/** Dishes of the file that are not there as the file says; one without an id counts under its name in its category. */
export function differencesOf(menu: Menu, there: Menu | undefined): Difference[] {
  return menu.categories.flatMap((category) => {
    const known = there?.categories.find(({ id, name }) =>
      category.id === "" ? name === category.name : id === category.id,
    );
    const renamed: Difference[] =
      known && known.name !== category.name ? [{ label: category.name, before: known.name, after: category.name }] : [];
    const dishes = category.dishes
      .filter((dish) => !known?.dishes.some((other) => isMeant(dish, other) && isSameDish(dish, other)))
      .map((dish): Difference => {
        const other = known?.dishes.find((one) => isMeant(dish, one) && (dish.id !== "" || dish.name === one.name));
        return { label: `${category.name}: ${dish.name}`, before: other ? inWords(other) : null, after: inWords(dish) };
      });
    return [...renamed, ...dishes];
  });
}

function isMeant(ours: Dish, theirs: Dish): boolean {
  return ours.id === "" || ours.id === theirs.id;
}

/** Tags and pictures have pages of their own and are not compared. */
const COMPARED = ["name", "priceCents", "type", "description", "displayName", "printName"] as const;

function isSameDish(ours: Dish, theirs: Dish): boolean {
  return COMPARED.every((field) => ours[field] === theirs[field]);
}

function inWords({ name, priceCents, description }: Dish): string {
  return [name, priceText(priceCents), description].filter((part) => part !== "").join(" · ");
}

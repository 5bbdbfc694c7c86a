import { nanoid } from "nanoid";
import { z } from "zod";
import { type Call, type Endpoint, type NewEffect, ownRestaurant, Refusal, signedIn } from "../http/call.ts";
import type { Put } from "../store/state.ts";
import type { Category, Menu } from "../words.ts";
import { changesBetween } from "./changes.ts";
import { exportCsv, importRows, readRows, shortId } from "./menu-import.ts";
import { isVisible } from "./restaurants.ts";

export function menusOf(call: Pick<Call, "state">, restaurantId: string): Menu[] {
  return call.state.menus.get(restaurantId)?.menus ?? [];
}

/** What every change of the menus answers: the new tree on disk and its effect. */
function changed(call: Call, menus: Menu[], effect: { kind: string } & Record<string, unknown>, more: Put[] = []) {
  const { id } = ownRestaurant(call);
  const about: NewEffect = { account: signedIn(call).email, restaurantId: id, ...effect };
  const put: Put = { in: "menus", id, value: { menus } };
  return { status: 200, body: { menus }, puts: [put, ...more], effects: [about] };
}

const list: Endpoint = {
  method: "GET",
  path: "/api/restaurants/:id/menus",
  needs: "account",
  handle(call) {
    const menus = menusOf(call, ownRestaurant(call).id);
    return { status: 200, body: { menus: menus.filter((menu) => isVisible(call, menu.createdAt)) } };
  },
};

const create: Endpoint = {
  method: "POST",
  path: "/api/restaurants/:id/menus",
  effect: "menu.create",
  needs: "account",
  handle(call) {
    const { name } = z.object({ name: z.string().trim().min(1, "Please enter a name.") }).parse(call.body);
    const createdAt = call.now.toISOString();
    const menu: Menu = { id: shortId(), name, displayName: "", description: "", categories: [], createdAt };
    return changed(call, [...menusOf(call, ownRestaurant(call).id), menu], {
      kind: "menu.create",
      menuId: menu.id,
      name,
    });
  },
};

const importCsv: Endpoint = {
  method: "POST",
  path: "/api/restaurants/:id/menus/import",
  effect: "menu.import",
  needs: "account",
  handle(call) {
    const refused = call.faults.find("import-refused");
    if (refused) throw new Refusal(422, String(refused.params.message));
    if (call.faults.has("import-refused-silently")) throw new Refusal(422, "");
    const { id } = ownRestaurant(call);
    const file = call.files[0];
    if (!file || file.bytes.length === 0) throw new Refusal(422, "Import failed. Invalid file: it is empty.");
    const rows = readRows(file.bytes.toString("utf8"));
    const half = call.faults.find("import-half")?.params.fraction;
    const taken = typeof half === "number" ? rows.slice(0, Math.floor(rows.length * half)) : rows;
    const existing = call.faults.has("import-replaces") ? [] : menusOf(call, id);
    const { menus, touched, tagsOfDish } = importRows(existing, taken, call.now);
    return changed(
      call,
      menus,
      {
        kind: "menu.import",
        fileName: file.name,
        rows: taken.length,
        menus: touched.map((menu) => ({
          id: menu.id,
          name: menu.name,
          categories: menu.categories.length,
          dishes: menu.categories.reduce((sum, category) => sum + category.dishes.length, 0),
        })),
      },
      tagPuts(call, id, tagsOfDish),
    );
  },
};

/** Only tags that exist already are attached; other words in the column are lost without a sound. */
function tagPuts(call: Call, restaurantId: string, tagsOfDish: Map<string, string[]>): Put[] {
  return [...call.state.tags.values()].flatMap((tag): Put[] => {
    if (tag.restaurantId !== restaurantId) return [];
    const added = [...tagsOfDish].filter(([, names]) => names.includes(tag.name)).map(([dishId]) => dishId);
    if (added.length === 0) return [];
    return [{ in: "tags", id: tag.id, value: { ...tag, dishIds: [...new Set([...tag.dishIds, ...added])] } }];
  });
}

const exportMenus: Endpoint = {
  method: "GET",
  path: "/api/restaurants/:id/menus/export",
  needs: "account",
  handle(call) {
    const { id } = ownRestaurant(call);
    const tags = [...call.state.tags.values()].filter((tag) => tag.restaurantId === id);
    const csv = exportCsv(menusOf(call, id), (dishId) =>
      tags.filter((tag) => tag.dishIds.includes(dishId)).map((tag) => tag.name),
    );
    const headers = { "content-disposition": 'attachment; filename="menus.csv"' };
    return { status: 200, raw: { type: "text/csv; charset=utf-8", bytes: csv }, headers };
  },
};

const naming = z.object({
  name: z.string().trim().min(1, "Please enter a name."),
  displayName: z.string(),
  description: z.string(),
});
const dishValues = naming.extend({
  printName: z.string(),
  price: z.string().regex(/^\d*(\.\d+)?$/, "Please enter a price."),
  type: z.string(),
  image: z.string(),
  tagIds: z.array(z.string()),
});

function categoryIn(menus: Menu[], call: Call): Category | undefined {
  return menus.flatMap((menu) => menu.categories).find((one) => one.id === call.params.categoryId);
}

/** A copy of the menus with one thing in them changed, and what differs. */
function edit<Thing extends object>(call: Call, pick: (menus: Menu[]) => Thing | undefined, values: Partial<Thing>) {
  const menus = structuredClone(menusOf(call, ownRestaurant(call).id));
  const thing = found(pick(menus));
  const changes = changesBetween({ ...thing }, { ...thing, ...values });
  return { menus, thing: Object.assign(thing, values), changes };
}

const updateMenu: Endpoint = {
  method: "PUT",
  path: "/api/restaurants/:id/menus/:menuId",
  effect: "menu.update",
  needs: "account",
  handle(call) {
    const { menus, thing, changes } = edit(
      call,
      (all) => all.find((one) => one.id === call.params.menuId),
      naming.parse(call.body),
    );
    return changed(call, menus, { kind: "menu.update", menuId: thing.id, changed: changes });
  },
};

const deleteMenu: Endpoint = {
  method: "DELETE",
  path: "/api/restaurants/:id/menus/:menuId",
  effect: "menu.delete",
  needs: "account",
  handle(call) {
    const menus = menusOf(call, ownRestaurant(call).id);
    const menu = found(menus.find((one) => one.id === call.params.menuId));
    const rest = menus.filter((one) => one.id !== menu.id);
    return changed(call, rest, { kind: "menu.delete", menuId: menu.id, name: menu.name });
  },
};

const updateCategory: Endpoint = {
  method: "PUT",
  path: "/api/restaurants/:id/categories/:categoryId",
  effect: "category.update",
  needs: "account",
  handle(call) {
    const { menus, thing, changes } = edit(call, (all) => categoryIn(all, call), naming.parse(call.body));
    return changed(call, menus, { kind: "category.update", categoryId: thing.id, changed: changes });
  },
};

/** A dish made by hand gets a longer id than an imported one. */
const createDish: Endpoint = {
  method: "POST",
  path: "/api/restaurants/:id/categories/:categoryId/dishes",
  effect: "dish.create",
  needs: "account",
  handle(call) {
    const { name } = z.object({ name: z.string().trim().min(1, "Please enter a name.") }).parse(call.body);
    const menus = structuredClone(menusOf(call, ownRestaurant(call).id));
    const category = found(categoryIn(menus, call));
    const blank = { displayName: "", printName: "", price: "0.00", type: "standard", description: "", image: "" };
    const dish = { id: nanoid(9), name, ...blank };
    category.dishes.push(dish);
    return changed(call, menus, { kind: "dish.create", dishId: dish.id, name, categoryId: category.id });
  },
};

const updateDish: Endpoint = {
  method: "PUT",
  path: "/api/restaurants/:id/dishes/:dishId",
  effect: "dish.update",
  needs: "account",
  handle(call) {
    const { tagIds, ...values } = dishValues.parse(call.body);
    const { id } = ownRestaurant(call);
    const dishIn = (menus: Menu[]) =>
      menus
        .flatMap((menu) => menu.categories)
        .flatMap((category) => category.dishes)
        .find((one) => one.id === call.params.dishId);
    const { menus, thing, changes } = edit(call, dishIn, values);
    const effect = { kind: "dish.update", dishId: thing.id, name: thing.name, changed: changes, tagIds };
    return changed(call, menus, effect, retag(call, { restaurantId: id, dishId: thing.id, tagIds }));
  },
};

function retag(call: Call, about: { restaurantId: string; dishId: string; tagIds: string[] }): Put[] {
  return [...call.state.tags.values()].flatMap((tag): Put[] => {
    const has = tag.dishIds.includes(about.dishId);
    const should = about.tagIds.includes(tag.id);
    if (tag.restaurantId !== about.restaurantId || has === should) return [];
    const others = tag.dishIds.filter((dishId) => dishId !== about.dishId);
    return [{ in: "tags", id: tag.id, value: { ...tag, dishIds: should ? [...others, about.dishId] : others } }];
  });
}

function found<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Refusal(404, "It is no longer there.");
  return thing;
}

export const menuEndpoints = [
  list,
  create,
  importCsv,
  exportMenus,
  updateMenu,
  deleteMenu,
  updateCategory,
  createDish,
  updateDish,
];

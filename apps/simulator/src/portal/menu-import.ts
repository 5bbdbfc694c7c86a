import { randomBytes } from "node:crypto";
import Papa from "papaparse";
import { Refusal } from "../http/call.ts";
import type { Category, Dish, Menu } from "../words.ts";

export type Row = Record<string, string>;

const neededColumns = ["menuName", "categoryName", "dishName", "dishPrice"];

export function shortId(): string {
  return randomBytes(4).toString("hex");
}

/** Throws a Refusal with the text the dialog shows. */
export function readRows(csv: string): Row[] {
  const { data, errors, meta } = Papa.parse<Row>(csv.replace(/^\uFEFF/, ""), {
    header: true,
    skipEmptyLines: "greedy",
    delimiter: ",",
  });
  const missing = neededColumns.filter((column) => !meta.fields?.includes(column));
  if (missing.length > 0) throw new Refusal(422, `Import failed. Invalid CSV: missing column ${missing.join(", ")}.`);
  const broken = errors[0];
  if (broken) throw new Refusal(422, `Import failed. Invalid CSV in row ${(broken.row ?? 0) + 1}: ${broken.message}.`);
  if (data.length === 0) throw new Refusal(422, "Import failed. Invalid CSV: there are no rows.");
  data.forEach((row, index) => {
    if (!row.dishName?.trim()) throw new Refusal(422, `Import failed. Invalid dish name in row ${index + 1}.`);
    if (!/^\d+(\.\d+)?$/.test(row.dishPrice?.trim() ?? "")) {
      throw new Refusal(422, `Import failed. Invalid price in row ${index + 1}.`);
    }
  });
  return data;
}

export type Imported = { menus: Menu[]; touched: Menu[]; tagsOfDish: Map<string, string[]> };

/**
 * Rows with a known menu id change that menu; rows without one make a new menu, even beside another of the same name:
 * nobody has observed what the portal does, and this is the worst case for whoever imports twice.
 */
export function importRows(existing: Menu[], rows: Row[], now: Date): Imported {
  const menus = structuredClone(existing);
  const touched = new Map<string, Menu>();
  const tagsOfDish = new Map<string, string[]>();
  for (const row of rows) {
    const menu = menuFor(row, menus, touched, now);
    const category = categoryFor(row, menu);
    const dish = dishFor(row, category);
    tagsOfDish.set(
      dish.id,
      (row.tags ?? "")
        .split("~")
        .map((tag) => tag.trim())
        .filter(Boolean),
    );
  }
  return { menus, touched: [...touched.values()], tagsOfDish };
}

function menuFor(row: Row, menus: Menu[], touched: Map<string, Menu>, now: Date): Menu {
  const name = row.menuName?.trim() || "Menu";
  const key = row.menuID || `name ${name}`;
  const known = touched.get(key) ?? menus.find((menu) => row.menuID && menu.id === row.menuID);
  if (known) {
    touched.set(key, known);
    return known;
  }
  const menu: Menu = {
    id: row.menuID || shortId(),
    name,
    displayName: row.menuDisplayName ?? "",
    description: row.menuDescription ?? "",
    categories: [],
    createdAt: now.toISOString(),
  };
  menus.push(menu);
  touched.set(key, menu);
  return menu;
}

function categoryFor(row: Row, menu: Menu): Category {
  const name = row.categoryName?.trim() || "Uncategorized";
  const known = menu.categories.find((one) => (row.categoryID ? one.id === row.categoryID : one.name === name));
  if (known) return Object.assign(known, { name });
  const category: Category = {
    id: row.categoryID || shortId(),
    name,
    displayName: row.categoryDisplayName ?? "",
    description: row.categoryDescription ?? "",
    dishes: [],
  };
  menu.categories.push(category);
  return category;
}

function dishFor(row: Row, category: Category): Dish {
  const values = {
    name: row.dishName?.trim() ?? "",
    displayName: row.displayName ?? "",
    printName: row.printName ?? "",
    price: row.dishPrice?.trim() ?? "0.00",
    type: row.dishType || "standard",
    description: row.dishDescription ?? "",
    image: row.imageCDNID ? `/ucarecdn.com/${row.imageCDNID}/` : (row.imageExternalURL ?? ""),
  };
  const known = category.dishes.find((dish) => row.dishID && dish.id === row.dishID);
  if (known) return Object.assign(known, values);
  const dish: Dish = { id: row.dishID || shortId(), ...values };
  category.dishes.push(dish);
  return dish;
}

/** The portal's own export: twenty columns, strings quoted, numbers bare, tags joined with a tilde. */
export function exportCsv(menus: Menu[], tagsOf: (dishId: string) => string[]): string {
  const quoted = (text: string) => (text === "" ? "" : `"${text.replaceAll('"', '""')}"`);
  const header =
    "menuID,menuName,menuDisplayName,menuDescription,categoryID,categoryName,categoryDisplayName,categoryDescription,dishID,dishName," +
    "dishPrice,dishType,dishDescription,displayName,printName,tags,isCDNImage,imageCDNID,imageCDNFilename,imageExternalURL";
  const lines = menus.flatMap((menu) =>
    menu.categories.flatMap((category) =>
      category.dishes.map((dish) => {
        const cdnId = /^\/ucarecdn\.com\/([^/]+)/.exec(dish.image)?.[1] ?? "";
        return [
          ...[menu.id, menu.name, menu.displayName, menu.description].map(quoted),
          ...[category.id, category.name, category.displayName, category.description].map(quoted),
          ...[dish.id, dish.name].map(quoted),
          String(Number(dish.price)),
          ...[dish.type, dish.description, dish.displayName, dish.printName, tagsOf(dish.id).join("~")].map(quoted),
          cdnId ? "TRUE" : "FALSE",
          ...[cdnId, "", cdnId ? "" : dish.image].map(quoted),
        ].join(",");
      }),
    ),
  );
  return [header, ...lines].join("\n");
}

import { cleanDishName } from "@pumpd/model";
import fc from "fast-check";
import type { Dish, DishImage, Menu } from "../../src/jobs/upload_menu/menu.ts";
import { type Column, VARIANTS, type Variant } from "../../src/jobs/upload_menu/menu-csv/index.ts";

const PIECES = [
  "Beef Pho",
  'Kūmara "Fries"',
  "Bánh mì",
  "L'Agneau",
  "Fish & Chips",
  "Tea; hot",
  "a|b",
  "x\\y",
  "- Extra rice",
  "+ Cheese",
  "2 for 1",
  "Nan",
  "Unlimited Error Burger",
  "Salt, Pepper",
  "🍜 Ramen",
];
const word = fc.oneof(fc.constantFrom(...PIECES), fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }));

/** Names and texts as they stay: tidy, clean, no placeholder. */
const name = word.map(cleanDishName).filter((text) => text !== "" && !/^(?:null|NULL|undefined|NaN)$/.test(text));
const text = fc.oneof({ weight: 2, arbitrary: fc.constant("") }, { weight: 1, arbitrary: name });
const tag = name.map((one) => cleanDishName(one.replace(/[,~]/g, " "))).filter((one) => one !== "");
const cents = fc.oneof(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 99_999_99 }));

function image(variant: Variant): fc.Arbitrary<DishImage | null> {
  const none = fc.constant(null);
  const url = fc.webUrl().map((address): DishImage => ({ kind: "url", url: address }));
  const cdn = fc
    .tuple(fc.uuid(), fc.constantFrom("", "a.jpg"))
    .map(([id, filename]): DishImage => ({ kind: "cdn", id, filename }));
  return { "no-images": none, "image-url": fc.oneof(none, url), cdn: fc.oneof(none, url, cdn) }[variant];
}

export function menu(variant: Variant, { hasIds }: { hasIds: boolean }): fc.Arbitrary<Menu> {
  const dish: fc.Arbitrary<Dish> = fc.record({
    id: fc.constant(""),
    name,
    priceCents: cents,
    type: fc.constantFrom("standard", "combo"),
    description: text,
    displayName: text,
    printName: text,
    tags: fc.uniqueArray(tag, { maxLength: 3 }),
    image: image(variant),
  });
  const category = fc.record({
    id: fc.constant(""),
    name,
    displayName: text,
    description: text,
    dishes: fc.array(dish, { minLength: 1, maxLength: 5 }),
  });
  return fc
    .record({
      id: fc.constant(""),
      name,
      displayName: text,
      description: text,
      categories: fc.uniqueArray(category, { minLength: 1, maxLength: 4, selector: (one) => one.name }),
    })
    .map((made) => (hasIds ? withIds(made) : made));
}

function withIds(made: Menu): Menu {
  let next = 0;
  const id = () => (next++ + 0xa0000000).toString(16);
  return {
    ...made,
    id: id(),
    categories: made.categories.map((one) => ({
      ...one,
      id: id(),
      dishes: one.dishes.map((dish) => ({ ...dish, id: id() })),
    })),
  };
}

export type Style = {
  delimiter: "," | ";" | "\t" | "|";
  lineBreak: "\n" | "\r\n" | "\r";
  hasBom: boolean;
  quotes: "needed" | "always" | "strings";
  tagJoin: "~" | ", ";
  price: "plain" | "short" | "dollars" | "grouped" | "comma" | "code";
  columnOrder: "portal" | "reversed";
  blankLines: boolean;
};

export const style: fc.Arbitrary<Style> = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  lineBreak: fc.constantFrom("\n", "\r\n", "\r"),
  hasBom: fc.boolean(),
  quotes: fc.constantFrom("needed", "always", "strings"),
  tagJoin: fc.constantFrom("~", ", "),
  price: fc.constantFrom("plain", "short", "dollars", "grouped", "comma", "code"),
  columnOrder: fc.constantFrom("portal", "reversed"),
  blankLines: fc.boolean(),
});

/** What the portal's own export looks like: ids, quoted strings, bare numbers, `~`. */
export const EXPORT_STYLE: Style = {
  delimiter: ",",
  lineBreak: "\n",
  hasBom: false,
  quotes: "strings",
  tagJoin: "~",
  price: "short",
  columnOrder: "portal",
  blankLines: false,
};

export type Grid = { columns: Column[]; rows: string[][] };

export function gridOf(made: Menu, variant: Variant, how: Style): Grid {
  const columns: Column[] = how.columnOrder === "portal" ? [...VARIANTS[variant]] : [...VARIANTS[variant]].reverse();
  const rows = made.categories.flatMap((category) =>
    category.dishes.map((dish) => {
      const { image: picture } = dish;
      const cells: Record<Column, string> = {
        menuID: made.id,
        menuName: made.name,
        menuDisplayName: made.displayName,
        menuDescription: made.description,
        categoryID: category.id,
        categoryName: category.name,
        categoryDisplayName: category.displayName,
        categoryDescription: category.description,
        dishID: dish.id,
        dishName: dish.name,
        dishPrice: priceIn(how.price, dish.priceCents),
        dishType: dish.type,
        dishDescription: dish.description,
        displayName: dish.displayName,
        printName: dish.printName,
        tags: dish.tags.join(how.tagJoin),
        imageURL: picture?.kind === "url" ? picture.url : "",
        isCDNImage: picture?.kind === "cdn" ? "TRUE" : "FALSE",
        imageCDNID: picture?.kind === "cdn" ? picture.id : "",
        imageCDNFilename: picture?.kind === "cdn" ? picture.filename : "",
        imageExternalURL: picture?.kind === "url" ? picture.url : "",
      };
      return columns.map((column) => cells[column]);
    }),
  );
  return { columns, rows };
}

function priceIn(style: Style["price"], priceCents: number): string {
  const fixed = (priceCents / 100).toFixed(2);
  const grouped = fixed.replace(/\B(?=(?:\d{3})+\.)/g, ",");
  switch (style) {
    case "plain":
      return fixed;
    case "short":
      return String(priceCents / 100);
    case "dollars":
      return `NZ$ ${fixed}`;
    case "grouped":
      return `$${grouped}`;
    case "comma":
      return fixed.replace(".", ",");
    case "code":
      return `${grouped} NZD`;
  }
}

export function render({ columns, rows }: Grid, how: Style): string {
  const lines = [
    columns.map((column) => quoted(column, how, false)),
    ...rows.map((row) => row.map((cell, at) => quoted(cell, how, columns[at] === "dishPrice"))),
  ];
  const joined = lines.map((cells) => cells.join(how.delimiter));
  const spaced = how.blankLines ? joined.flatMap((line, at) => (at === 1 ? ["", line] : [line])) : joined;
  return `${how.hasBom ? "\uFEFF" : ""}${spaced.join(how.lineBreak)}${how.lineBreak}`;
}

function quoted(cell: string, how: Style, isNumber: boolean): string {
  const isNeeded = /["\r\n]/.test(cell) || cell.includes(how.delimiter);
  const isWanted = how.quotes === "always" || (how.quotes === "strings" && !isNumber);
  return isNeeded || isWanted ? `"${cell.replaceAll('"', '""')}"` : cell;
}

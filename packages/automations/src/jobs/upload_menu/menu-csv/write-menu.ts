import Papa from "papaparse";
import { type Category, type Dish, type Menu, priceText } from "../menu.ts";
import { type Column, VARIANTS, type Variant } from "./columns.ts";
import { joinTags } from "./tags.ts";

export type WriteOptions = {
  /** By default the smallest that holds the menu's images. */
  variant?: Variant;
  /** `blank` lets the portal make everything new; `keep` tells it what to update. */
  ids: "keep" | "blank";
};

/** The file we hand the portal: its own columns, commas, LF, two decimals, tags joined with `~`. */
export function writeMenuCsv(menu: Menu, { ids, variant = smallestFor(menu) }: WriteOptions): string {
  const columns = VARIANTS[variant];
  const rows = menu.categories.flatMap((category) =>
    category.dishes.map((dish) => {
      const cells = cellsOf({ menu, category, dish });
      return columns.map((column) => (ids === "blank" && isId(column) ? "" : cells[column]));
    }),
  );
  return writeCells(columns, rows);
}

/** Cells as they are, quoted where a comma, a quote or a line break wants it. Nothing is prefixed: menus begin with “-” and “+”. */
export function writeCells(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${Papa.unparse([columns, ...rows] as string[][], { newline: "\n" })}\n`;
}

function smallestFor(menu: Menu): Variant {
  return menu.categories.some(({ dishes }) => dishes.some(({ image }) => image !== null)) ? "cdn" : "no-images";
}

const isId = (column: Column): boolean => ["menuID", "categoryID", "dishID"].includes(column);

function cellsOf({ menu, category, dish }: { menu: Menu; category: Category; dish: Dish }): Record<Column, string> {
  const { image } = dish;
  return {
    menuID: menu.id,
    menuName: menu.name,
    menuDisplayName: menu.displayName,
    menuDescription: menu.description,
    categoryID: category.id,
    categoryName: category.name,
    categoryDisplayName: category.displayName,
    categoryDescription: category.description,
    dishID: dish.id,
    dishName: dish.name,
    dishPrice: priceText(dish.priceCents),
    dishType: dish.type,
    dishDescription: dish.description,
    displayName: dish.displayName,
    printName: dish.printName,
    tags: joinTags(dish.tags),
    imageURL: image?.kind === "url" ? image.url : "",
    isCDNImage: image?.kind === "cdn" ? "TRUE" : "FALSE",
    imageCDNID: image?.kind === "cdn" ? image.id : "",
    imageCDNFilename: image?.kind === "cdn" ? image.filename : "",
    imageExternalURL: image?.kind === "url" ? image.url : "",
  };
}

import type { Category, Dish, Menu } from "../menu.ts";
import { RowReader } from "./cells.ts";
import { type Column, readHeader, VARIANTS, type Variant } from "./columns.ts";
import type { MenuProblem } from "./problem.ts";
import { byteLength, CSV_LIMITS, readTable } from "./read-table.ts";
import { writeCells } from "./write-menu.ts";

/** One row as it stands in the file: what a preview shows. */
export type MenuRow = { row: number; cells: Readonly<Partial<Record<Column, string>>> };

export type MenuFile = {
  /** What would be sent. Complete only when no problem is an error. */
  menu: Menu;
  problems: MenuProblem[];
  /** The whole file in the portal's own form with every `fix` in it; what has no fix stands as it was. */
  corrected: string;
  variant: Variant | null;
  /** what the file itself uses; null when it could not be taken apart */
  shape: { columns: number; delimiter: string } | null;
  /** data rows that hold something */
  rows: MenuRow[];
  rowCount: number;
};

const NO_MENU: Menu = { id: "", name: "", displayName: "", description: "", categories: [] };
const DEFAULT_MENU_NAME = "Menu";
const DEFAULT_CATEGORY_NAME = "Uncategorized";

/** Reads a menu file of any known form. Pure, and never throws: whatever is wrong is in `problems`. */
export function readMenuCsv(file: Uint8Array | string): MenuFile {
  const table = readTable(file);
  if (table.kind === "refused") return nothingRead(table.problems);
  const header = readHeader(table.header);
  if (header.kind === "wrong") {
    const problems = header.problems.map(
      ({ header: column, reason }): MenuProblem => ({ row: 1, column, level: "error", code: "HEADER", reason }),
    );
    return nothingRead([...table.problems, ...problems]);
  }
  const problems = [...table.problems];
  const rows: RowReader[] = [];
  const surplus = new Map<number, readonly string[]>();
  const broken = new Set(problems.map(({ row }) => row));
  const reader = { columns: header.columns, problems };
  for (const [index, cells] of table.rows.entries()) {
    const row = index + 2;
    if (cells.length === 0) continue;
    const isWhole = !broken.has(row) && isRowWhole({ row, cells, ...reader });
    rows.push(new RowReader(row, named(cells, header.columns), isWhole ? problems : []));
    if (isWhole) continue;
    broken.add(row);
    surplus.set(row, cells.slice(header.columns.length));
  }
  if (rows.length === 0)
    problems.push({ row: 2, column: null, level: "error", code: "EMPTY", reason: "There is no dish in the file." });
  const menu = buildMenu(rows, broken, problems);
  problems.sort((a, b) => a.row - b.row);
  const columns = VARIANTS[header.variant];
  const corrected = writeCells(
    columns,
    rows.map(({ row, corrected }) => [
      ...columns.map((column) => corrected[column] ?? ""),
      ...(surplus.get(row) ?? []),
    ]),
  );
  const shape = { columns: table.header.length, delimiter: table.delimiter };
  const plain = rows.map(({ row, cells }) => ({ row, cells }));
  return { menu, problems, corrected, variant: header.variant, shape, rows: plain, rowCount: rows.length };
}

export function hasErrors(file: Pick<MenuFile, "problems">): boolean {
  return file.problems.some(({ level }) => level === "error");
}

function nothingRead(problems: MenuProblem[]): MenuFile {
  return { menu: NO_MENU, problems, corrected: "", variant: null, shape: null, rows: [], rowCount: 0 };
}

type Row = { row: number; cells: readonly string[]; columns: readonly Column[]; problems: MenuProblem[] };

function isRowWhole({ row, cells, columns, problems }: Row): boolean {
  const before = problems.length;
  if (cells.length !== columns.length) {
    const reason = `This row has ${cells.length} cells; the header has ${columns.length}. A comma in a text needs quotes around it.`;
    problems.push({ row, column: null, level: "error", code: "CELL_COUNT", reason });
  }
  for (const [at, cell] of cells.entries()) {
    if (cell.length * 3 <= CSV_LIMITS.cellBytes || byteLength(cell) <= CSV_LIMITS.cellBytes) continue;
    const reason = `This cell holds ${byteLength(cell)} bytes; at most ${CSV_LIMITS.cellBytes} are sent.`;
    problems.push({ row, column: columns[at] ?? null, level: "error", code: "CELL_TOO_LONG", reason });
  }
  return problems.length === before;
}

function named(cells: readonly string[], columns: readonly Column[]): Partial<Record<Column, string>> {
  return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""]));
}

type Building = { menu: Menu; categories: Map<string, Category>; firstRowOf: Map<object, number> };

function buildMenu(rows: readonly RowReader[], broken: ReadonlySet<number>, problems: MenuProblem[]): Menu {
  const whole = rows.filter(({ row }) => !broken.has(row));
  const isNameless = whole.every((row) => row.raw("menuName").trim() === "");
  const building: Building = { menu: { ...NO_MENU, categories: [] }, categories: new Map(), firstRowOf: new Map() };
  for (const [index, row] of whole.entries()) {
    if (index === 0) startMenu(building, row, isNameless);
    else checkSameMenu(building, row, isNameless);
    addDish(building, row);
  }
  problems.push(...sameIds(building), ...twins(building));
  return building.menu;
}

function startMenu({ menu, firstRowOf }: Building, row: RowReader, isNameless: boolean): void {
  menu.id = row.id("menuID");
  menu.name = isNameless ? DEFAULT_MENU_NAME : row.name("menuName", "menu's name", DEFAULT_MENU_NAME);
  menu.displayName = row.text("menuDisplayName");
  menu.description = row.text("menuDescription");
  firstRowOf.set(menu, row.row);
  if (isNameless)
    row.warn("menuName", "MISSING", `The menu has no name; it is sent as “${DEFAULT_MENU_NAME}”.`, DEFAULT_MENU_NAME);
}

function checkSameMenu({ menu, firstRowOf }: Building, row: RowReader, isNameless: boolean): void {
  if (isNameless) row.corrected.menuName = menu.name;
  else {
    const name = row.name("menuName", "menu's name", menu.name);
    if (name !== "" && name !== menu.name) {
      row.error(
        "menuName",
        "OTHER_MENU",
        `Row ${firstRowOf.get(menu)} names the menu “${menu.name}”. One file is one menu.`,
        menu.name,
      );
    }
  }
  if (row.id("menuID") !== menu.id) {
    row.error(
      "menuID",
      "OTHER_MENU",
      `Row ${firstRowOf.get(menu)} has the menu id “${menu.id}”. One file is one menu.`,
      menu.id,
    );
  }
  sameOrWarn(row, "menuDisplayName", menu.displayName);
  sameOrWarn(row, "menuDescription", menu.description);
}

/** The first row that names a thing says what it is like. */
function sameOrWarn(row: RowReader, column: Column, first: string): void {
  const text = row.text(column);
  if (text === first) return;
  row.warn(column, "DIFFERS", `“${text.slice(0, 40)}” differs from the first row, which counts.`, first);
}

function addDish({ menu, categories, firstRowOf }: Building, row: RowReader): void {
  const categoryId = row.id("categoryID");
  const categoryName = row.name("categoryName", "category", DEFAULT_CATEGORY_NAME);
  const dish = readDish(row);
  firstRowOf.set(dish, row.row);
  const key = JSON.stringify([categoryId, categoryName]);
  const known = categories.get(key);
  if (known) {
    sameOrWarn(row, "categoryDisplayName", known.displayName);
    sameOrWarn(row, "categoryDescription", known.description);
    known.dishes.push(dish);
    return;
  }
  const category: Category = {
    id: categoryId,
    name: categoryName,
    displayName: row.text("categoryDisplayName"),
    description: row.text("categoryDescription"),
    dishes: [dish],
  };
  firstRowOf.set(category, row.row);
  categories.set(key, category);
  menu.categories.push(category);
}

function readDish(row: RowReader): Dish {
  return {
    id: row.id("dishID"),
    name: row.name("dishName", "dish's name"),
    priceCents: row.price(),
    type: row.type(),
    description: row.text("dishDescription"),
    displayName: row.text("displayName"),
    printName: row.text("printName"),
    tags: row.tags(),
    image: row.image(),
  };
}

/** An id names one thing; with two the portal would keep one of them. */
function sameIds({ menu, firstRowOf }: Building): MenuProblem[] {
  const problems: MenuProblem[] = [];
  const check = (column: Column, things: readonly { id: string }[]) => {
    const rowOf = new Map<string, number>();
    for (const thing of things.filter(({ id }) => id !== "")) {
      const row = firstRowOf.get(thing) ?? 1;
      const earlier = rowOf.get(thing.id);
      if (earlier === undefined) rowOf.set(thing.id, row);
      else
        problems.push({
          row,
          column,
          level: "error",
          code: "SAME_ID",
          reason: `Row ${earlier} has the id “${thing.id}” too.`,
        });
    }
  };
  check("categoryID", menu.categories);
  check(
    "dishID",
    menu.categories.flatMap(({ dishes }) => dishes),
  );
  return problems;
}

/** The same dish twice in one category. In Featured and in its own category it stands twice on purpose. */
function twins({ menu, firstRowOf }: Building): MenuProblem[] {
  return menu.categories.flatMap((category) => {
    const rowOf = new Map<string, number>();
    return category.dishes.flatMap((dish): MenuProblem[] => {
      const row = firstRowOf.get(dish) ?? 1;
      const earlier = rowOf.get(dish.name);
      if (earlier === undefined) rowOf.set(dish.name, row);
      if (earlier === undefined || dish.name === "") return [];
      const reason = `“${dish.name}” is in “${category.name}” twice, also in row ${earlier}.`;
      return [{ row, column: "dishName", level: "warning", code: "TWICE", reason }];
    });
  });
}

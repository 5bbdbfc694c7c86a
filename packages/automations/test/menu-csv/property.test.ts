import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Menu } from "../../src/jobs/upload_menu/menu.ts";
import {
  type Column,
  hasErrors,
  readMenuCsv,
  VARIANTS,
  type Variant,
  writeMenuCsv,
} from "../../src/jobs/upload_menu/menu-csv/index.ts";
import { EXPORT_STYLE, type Grid, gridOf, menu, render, style } from "./menus.ts";

/** By hand: `PROPERTY_RUNS=10000 vitest run test/menu-csv`. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 300);
const TIME_LIMIT_MS = 60_000 + numRuns * 30;

const variants = Object.keys(VARIANTS) as Variant[];
const forms = variants.flatMap((variant) => [false, true].map((hasIds) => ({ variant, hasIds })));

describe.each(forms)("a menu as $variant, with ids: $hasIds", ({ variant, hasIds }) => {
  test("parses back equal, however it is written", { timeout: TIME_LIMIT_MS }, () => {
    fc.assert(
      fc.property(menu(variant, { hasIds }), style, (made, how) => {
        const read = readMenuCsv(render(gridOf(made, variant, how), how));
        expect(read.problems.filter(({ level }) => level === "error")).toEqual([]);
        expect(read.menu).toEqual(made);
        expect(readMenuCsv(new TextEncoder().encode(read.corrected)).menu).toEqual(made);
      }),
      { numRuns: Math.ceil(numRuns / forms.length) },
    );
  });
});

test("the portal's own export parses back equal", { timeout: TIME_LIMIT_MS }, () => {
  fc.assert(
    fc.property(menu("cdn", { hasIds: true }), (made) => {
      const read = readMenuCsv(render(gridOf(made, "cdn", EXPORT_STYLE), EXPORT_STYLE));
      expect(read.menu).toEqual(made);
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  );
});

test("what we write for the portal parses back equal, with ids and without", { timeout: TIME_LIMIT_MS }, () => {
  fc.assert(
    fc.property(menu("cdn", { hasIds: true }), (made) => {
      expect(readMenuCsv(writeMenuCsv(made, { ids: "keep" })).menu).toEqual(made);
      expect(readMenuCsv(writeMenuCsv(made, { ids: "blank" })).menu).toEqual(withoutIds(made));
    }),
    { numRuns: Math.ceil(numRuns / 4) },
  );
});

function withoutIds(made: Menu): Menu {
  return {
    ...made,
    id: "",
    categories: made.categories.map((one) => ({
      ...one,
      id: "",
      dishes: one.dishes.map((dish) => ({ ...dish, id: "" })),
    })),
  };
}

type Where = { row: number; column: Column | null };
type Mutation = { name: string; apply: (grid: Grid, at: number) => Where | "equal" };

const set = (grid: Grid, at: number, column: Column, value: string): Where => {
  const row = grid.rows[at];
  if (row) row[grid.columns.indexOf(column)] = value;
  return { row: at + 2, column };
};

/** Each spoils one place of a good file, or changes nothing that matters. */
const mutations: Mutation[] = [
  ...(["dishName", "categoryName"] as const).flatMap((column) =>
    ["", "  ", "null", "(6)", "\u200B"].map(
      (value): Mutation => ({
        name: `${column} is ${JSON.stringify(value)}`,
        apply: (grid, at) => set(grid, at, column, value),
      }),
    ),
  ),
  ...[
    "",
    "free",
    "12.345",
    "1.234",
    "-3",
    "(4.00)",
    "1,23,4",
    "12.50.1",
    "1e3",
    "NaN",
    "=1+1",
    "0x10",
    "12 50",
    "$",
    "99999999",
  ].map(
    (value): Mutation => ({
      name: `price is ${JSON.stringify(value)}`,
      apply: (grid, at) => set(grid, at, "dishPrice", value),
    }),
  ),
  { name: "an unknown kind of dish", apply: (grid, at) => set(grid, at, "dishType", "buffet") },
  { name: "a picture that says neither", apply: (grid, at) => set(grid, at, "isCDNImage", "perhaps") },
  {
    name: "a picture without id",
    apply: (grid, at) => {
      set(grid, at, "isCDNImage", "TRUE");
      return set(grid, at, "imageCDNID", "picture-1");
    },
  },
  {
    name: "a picture's address that is none",
    apply: (grid, at) => {
      set(grid, at, "isCDNImage", "FALSE");
      set(grid, at, "imageCDNID", "");
      return set(grid, at, "imageExternalURL", "picture.jpg");
    },
  },
  {
    name: "a cell too many",
    apply: (grid, at) => {
      grid.rows[at]?.push("more");
      return { row: at + 2, column: null };
    },
  },
  {
    name: "a cell too few",
    apply: (grid, at) => {
      grid.rows[at]?.pop();
      return { row: at + 2, column: null };
    },
  },
  { name: "an endless cell", apply: (grid, at) => set(grid, at, "dishDescription", "é".repeat(5_000)) },
  {
    name: "a misspelt header",
    apply: (grid) => {
      grid.columns[3] = "menuDescripton" as Column;
      return { row: 1, column: grid.columns[3] };
    },
  },
  {
    name: "a header twice",
    apply: (grid) => {
      grid.columns[4] = "menuName";
      return { row: 1, column: null };
    },
  },
  {
    name: "a column taken out",
    apply: (grid) => {
      const [gone = null] = grid.columns.splice(8, 1);
      for (const row of grid.rows) row.splice(8, 1);
      return { row: 1, column: gone };
    },
  },
  {
    name: "a space behind a name",
    apply: (grid, at) => {
      pad(grid, at, "dishName");
      return "equal";
    },
  },
  {
    name: "a line break in a description",
    apply: (grid, at) => {
      pad(grid, at, "dishDescription", "\n");
      return "equal";
    },
  },
  {
    name: "a rank in a name",
    apply: (grid, at) => {
      pad(grid, at, "dishName", " No. 1 most liked");
      return "equal";
    },
  },
  {
    name: "likes in a name",
    apply: (grid, at) => {
      pad(grid, at, "dishName", " 97% (203)");
      return "equal";
    },
  },
  {
    name: "kind of dish in capitals",
    apply: (grid, at) => {
      const row = grid.rows[at];
      const type = grid.columns.indexOf("dishType");
      if (row) row[type] = row[type]?.toUpperCase() ?? "";
      return "equal";
    },
  },
  {
    name: "headers in capitals",
    apply: (grid) => {
      grid.columns = grid.columns.map((column) => column.toUpperCase() as Column);
      return "equal";
    },
  },
];

function pad(grid: Grid, at: number, column: Column, more = " "): void {
  const row = grid.rows[at];
  const index = grid.columns.indexOf(column);
  if (row) row[index] = `${row[index] ?? ""}${more}`;
}

test("a spoilt file is refused at the spoilt place, or means the same", { timeout: TIME_LIMIT_MS }, () => {
  fc.assert(
    fc.property(
      menu("cdn", { hasIds: false }),
      style,
      fc.constantFrom(...mutations),
      fc.nat(),
      (made, how, mutation, seed) => {
        const grid = gridOf(made, "cdn", { ...how, columnOrder: "portal" });
        const spoilt = mutation.apply(grid, seed % grid.rows.length);
        const read = readMenuCsv(render(grid, { ...how, blankLines: false }));
        if (spoilt === "equal") {
          expect(read.menu).toEqual(made);
          return;
        }
        const errors = read.problems.filter(({ level }) => level === "error");
        expect(errors).toContainEqual(
          expect.objectContaining({ row: spoilt.row, ...(spoilt.column ? { column: spoilt.column } : {}) }),
        );
        expect(errors.every(({ row }) => row === spoilt.row)).toBe(true);
      },
    ),
    { numRuns },
  );
});

test("characters taken out or put in anywhere: never a crash, and what passes means the same once corrected", {
  timeout: TIME_LIMIT_MS,
}, () => {
  const junk = fc.constantFrom('"', ",", ";", "\n", "\r", "\t", "\0", "\\", "~", "é", "=", " ", "\uFEFF", "'", "1");
  fc.assert(
    fc.property(
      menu("cdn", { hasIds: true }),
      style,
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), junk), { minLength: 1, maxLength: 4 }),
      (made, how, edits) => {
        let text = render(gridOf(made, "cdn", how), how);
        for (const [where, removed, added] of edits) {
          const at = where % (text.length + 1);
          text = text.slice(0, at) + added + text.slice(at + removed);
        }
        const read = readMenuCsv(text);
        if (hasErrors(read)) return;
        const again = readMenuCsv(read.corrected);
        expect(hasErrors(again)).toBe(false);
        expect(again.menu).toEqual(read.menu);
      },
    ),
    { numRuns },
  );
});

test("any bytes and any text: never a crash", { timeout: TIME_LIMIT_MS }, () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 500 }), fc.string({ maxLength: 500, unit: "binary" })), (file) => {
      const read = readMenuCsv(file);
      expect(hasErrors(read)).toBe(true);
    }),
    { numRuns },
  );
});

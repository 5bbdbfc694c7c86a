import { tidySpaces } from "@pumpd/model";
import Papa from "papaparse";
import { readPrice } from "../upload_menu/menu-csv/price.ts";
import { readTable } from "../upload_menu/menu-csv/read-table.ts";

/** One row is one option; what is said of its set counts in the set's first row. Dishes are joined with `~`. */
export const OPTION_SET_COLUMNS = [
  "set",
  "displayName",
  "required",
  "multiple",
  "min",
  "max",
  "option",
  "price",
  "dishes",
] as const;
type Column = (typeof OPTION_SET_COLUMNS)[number];

/** As a form or a program hands it in; the definition's schema judges it. */
export type OptionSetRow = {
  name: string;
  displayName: string;
  isRequired: boolean;
  isMultiple: boolean;
  min: number;
  max: number;
  options: { name: string; price: number }[];
  dishes: string[];
};

/** Rows count as a spreadsheet does: the header is row 1. */
export type OptionSetProblem = { row: number; reason: string };

/** Reads option sets from a table. Pure, and never throws: whatever is wrong is in `problems`. */
export function readOptionSetsCsv(file: Uint8Array | string): { sets: OptionSetRow[]; problems: OptionSetProblem[] } {
  const table = readTable(file, { isKnown: (header) => columnOf(header) !== undefined });
  const problems: OptionSetProblem[] = table.problems.map(({ row, reason }) => ({ row, reason }));
  if (table.kind === "refused") return { sets: [], problems };
  const columns = table.header.map(columnOf);
  for (const needed of ["set", "option"] as const)
    if (!columns.includes(needed)) problems.push({ row: 1, reason: `The column ${needed} is missing.` });
  if (problems.length > 0) return { sets: [], problems };

  const sets = new Map<string, OptionSetRow>();
  for (const [index, cells] of table.rows.entries()) {
    if (cells.length === 0) continue;
    const row = new Row(index + 2, cellsOf(columns, cells), problems);
    const name = row.text("set");
    if (name === "") {
      row.wrong("The set has no name.");
      continue;
    }
    const set = sets.get(name) ?? startSet(name, row);
    sets.set(name, set);
    set.options.push({ name: row.needed("option", "The option has no name."), price: row.price() });
    for (const dish of row.dishes()) if (!set.dishes.includes(dish)) set.dishes.push(dish);
  }
  if (sets.size === 0) problems.push({ row: 2, reason: "There is no option in the file." });
  return { sets: [...sets.values()], problems };
}

/** The same table with what the form holds: to work on it in a spreadsheet and bring it back. */
export function writeOptionSetsCsv(sets: readonly OptionSetRow[]): string {
  const yes = (is: boolean) => (is ? "yes" : "no");
  const rows = sets.flatMap((set) =>
    set.options.map(({ name, price }, at) => {
      if (at > 0) return [set.name, "", "", "", "", "", name, price.toFixed(2), ""];
      const { displayName, isRequired, isMultiple, min, max, dishes } = set;
      const limits = [yes(isRequired), yes(isMultiple), String(min), String(max)];
      return [set.name, displayName, ...limits, name, price.toFixed(2), dishes.join("~")];
    }),
  );
  return `${Papa.unparse([[...OPTION_SET_COLUMNS], ...rows], { newline: "\n" })}\n`;
}

function startSet(name: string, row: Row): OptionSetRow {
  const isMultiple = row.yes("multiple");
  return {
    name,
    displayName: row.text("displayName"),
    isRequired: row.yes("required"),
    isMultiple,
    min: row.count("min", 0),
    max: row.count("max", 1),
    options: [],
    dishes: [],
  };
}

function columnOf(header: string): Column | undefined {
  const loose = (text: string) => text.toLowerCase().replace(/[\s_-]/g, "");
  return OPTION_SET_COLUMNS.find((column) => loose(column) === loose(header));
}

function cellsOf(columns: readonly (Column | undefined)[], cells: readonly string[]): Partial<Record<Column, string>> {
  return Object.fromEntries(columns.flatMap((column, at) => (column ? [[column, cells[at] ?? ""]] : [])));
}

const YES = ["yes", "y", "true", "1", "x"];
const NO = ["", "no", "n", "false", "0"];

class Row {
  readonly #row: number;
  readonly #cells: Partial<Record<Column, string>>;
  readonly #problems: OptionSetProblem[];

  constructor(row: number, cells: Partial<Record<Column, string>>, problems: OptionSetProblem[]) {
    this.#row = row;
    this.#cells = cells;
    this.#problems = problems;
  }

  text(column: Column): string {
    return tidySpaces(this.#cells[column] ?? "");
  }

  needed(column: Column, reason: string): string {
    const text = this.text(column);
    if (text === "") this.wrong(reason);
    return text;
  }

  yes(column: Column): boolean {
    const text = this.text(column).toLowerCase();
    if (!YES.includes(text) && !NO.includes(text)) this.wrong(`“${text}” is neither yes nor no.`);
    return YES.includes(text);
  }

  count(column: Column, without: number): number {
    const text = this.text(column);
    if (text === "") return without;
    if (!/^\d{1,4}$/.test(text)) this.wrong(`“${text}” is not a whole number.`);
    return Number.parseInt(text, 10) || 0;
  }

  /** Left empty, an option costs nothing. */
  price(): number {
    const text = this.text("price");
    if (text === "") return 0;
    const price = readPrice(text);
    if (price.kind === "price") return price.cents / 100;
    this.wrong(price.reason);
    return 0;
  }

  dishes(): string[] {
    return this.text("dishes")
      .split("~")
      .map(tidySpaces)
      .filter((dish) => dish !== "");
  }

  wrong(reason: string): void {
    this.#problems.push({ row: this.#row, reason });
  }
}

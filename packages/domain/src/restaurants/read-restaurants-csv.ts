import { COUNTRIES, type Country, countrySchema, parseHours, SUBDOMAIN_PATTERN, weekHoursSchema } from "@pumpd/model";
import Papa from "papaparse";
import { findColumn, type RestaurantColumn } from "./import-columns.ts";
import type { RestaurantFields } from "./restaurant-fields.ts";

export const IMPORT_LIMITS = { characters: 500_000, rows: 1_000 } as const;

/** What is wrong with one cell, in words for staff. `column` is null when it is the row. */
export type RowProblem = { column: RestaurantColumn | null; message: string };

export type CsvRow = {
  /** as a spreadsheet numbers it: the first row below the headings is 2 */
  n: number;
  cells: Partial<Record<RestaurantColumn, string>>;
  /** what would be added; the account by its login */
  fields: RestaurantFields;
  login: string | undefined;
  note: string | undefined;
  problems: RowProblem[];
};

export type RestaurantsCsv = {
  rows: CsvRow[];
  /** headings that mean nothing to us: their cells are not read */
  unread: string[];
  /** why nothing of the file can be read */
  refusal: string | undefined;
};

const refused = (refusal: string): RestaurantsCsv => ({ rows: [], unread: [], refusal });

/** Reads a whole file; what it cannot read it says, row by row, and guesses nothing. Never throws on any text. */
export function readRestaurantsCsv(csv: string): RestaurantsCsv {
  if (csv.length > IMPORT_LIMITS.characters) return refused("The file is larger than 500 KB. Send it in parts.");
  if (csv.startsWith("PK") || csv.includes("\0"))
    return refused("This is a spreadsheet, not a CSV file. Save it as “CSV UTF-8” and choose that.");
  if (csv.includes("\uFFFD"))
    return refused("Some letters of this file cannot be read. Save it as “CSV UTF-8” and choose that.");
  const text = csv.replace(/^\uFEFF/u, "").replace(/^"?sep=.{0,2}"?\r?\n/iu, "");
  const { data, errors } = Papa.parse<string[]>(text, { delimitersToGuess: [",", ";", "\t"] });
  const [headings = [], ...lines] = data;
  const columns = headings.map(findColumn);
  if (!columns.includes("name"))
    return refused("The first row has no column “name”. It must name the columns, “name” first of all.");
  const twice = columns.find((column, at) => column !== undefined && columns.indexOf(column) !== at);
  if (twice) return refused(`Two columns both mean “${twice}”. Take one out.`);
  const rows = lines.flatMap((line, index) => (isBlank(line) ? [] : [readRow(line, { n: index + 2, columns })]));
  if (rows.length > IMPORT_LIMITS.rows) return refused("The file has more than 1,000 rows. Send it in parts.");
  for (const { row: at, type } of errors) {
    const row = rows.find(({ n }) => n === (at ?? -1) + 1);
    if (type === "Quotes")
      row?.problems.push({ column: null, message: "A quote in this row is not closed. Double it or remove it." });
  }
  return {
    rows,
    unread: headings.filter((heading, at) => columns[at] === undefined && heading.trim() !== ""),
    refusal: undefined,
  };
}

const isBlank = (line: readonly string[]): boolean => line.every((cell) => cell.trim() === "");

type RowPlace = { n: number; columns: readonly (RestaurantColumn | undefined)[] };

function readRow(line: readonly string[], { n, columns }: RowPlace): CsvRow {
  const cells: CsvRow["cells"] = {};
  const problems: RowProblem[] = [];
  for (const [at, cell] of line.entries()) {
    const column = columns[at];
    if (column) cells[column] = cell.trim();
    else if (at >= columns.length && cell.trim() !== "" && problems.length === 0)
      problems.push({ column: null, message: "The row has more cells than the first one. Is a comma not in quotes?" });
  }
  const cell = (column: RestaurantColumn): string | undefined => cells[column] || undefined;
  const country = readCountry(cell("country"), problems);
  return {
    n,
    cells,
    problems,
    login: cell("account"),
    note: readText(cell("note"), { column: "note", most: 4_000, problems }),
    fields: {
      name: readName(cell("name"), problems),
      subdomain: readSubdomain(cell("subdomain"), problems),
      address: readText(cell("address"), { column: "address", most: 200, problems }) ?? null,
      phone: readPhone(cell("phone"), problems),
      openingHours: readHours(cell("openingHours"), problems),
      country,
      timezone: readTimezone(cell("timezone"), { country, problems }),
    },
  };
}

function readName(text: string | undefined, problems: RowProblem[]): string {
  if (!text) problems.push({ column: "name", message: "Name is empty" });
  else if (text.length > 120) problems.push({ column: "name", message: "Name is longer than 120 characters" });
  return text ?? "";
}

function readSubdomain(text: string | undefined, problems: RowProblem[]): string | null {
  const subdomain = text?.toLowerCase() ?? null;
  if (subdomain && !SUBDOMAIN_PATTERN.test(subdomain))
    problems.push({
      column: "subdomain",
      message: `“${subdomain}” is no store address: 4 to 63 of a to z, 0 to 9 and hyphens`,
    });
  return subdomain;
}

type TextRule = { column: RestaurantColumn; most: number; problems: RowProblem[] };

function readText(text: string | undefined, { column, most, problems }: TextRule): string | undefined {
  if (text && text.length > most) problems.push({ column, message: `Longer than ${most} characters` });
  return text;
}

function readPhone(text: string | undefined, problems: RowProblem[]): string | null {
  if (text && (text.length > 30 || !/^[+()\d\s-]*$/.test(text)))
    problems.push({ column: "phone", message: `“${text}” may hold digits, spaces, + - ( ) only` });
  return text ?? null;
}

function readHours(text: string | undefined, problems: RowProblem[]): RestaurantFields["openingHours"] {
  if (!text) return null;
  const { week, unread } = parseHours(text);
  for (const part of unread)
    problems.push({
      column: "openingHours",
      message: `We could not read “${part}”. Write days, then times: mon-fri 9-5`,
    });
  const fits = weekHoursSchema.safeParse(week);
  if (!fits.success)
    problems.push({ column: "openingHours", message: fits.error.issues[0]?.message ?? "These hours do not fit" });
  return week;
}

function readCountry(text: string | undefined, problems: RowProblem[]): Country | undefined {
  if (!text) return undefined;
  const byName = Object.entries(COUNTRIES).find(([, { name }]) => name.toLowerCase() === text.toLowerCase())?.[0];
  const country = countrySchema.safeParse(byName ?? text.toUpperCase());
  if (!country.success)
    problems.push({ column: "country", message: `“${text}” is no country we know: write its name or two letters` });
  return country.data;
}

type TimezoneRule = { country: Country | undefined; problems: RowProblem[] };

function readTimezone(text: string | undefined, { country, problems }: TimezoneRule): string | undefined {
  if (text && !Object.values(COUNTRIES).some(({ timezones }) => text in timezones))
    problems.push({ column: "timezone", message: `“${text}” is no timezone we know, such as Pacific/Auckland` });
  else if (text && country && !(text in COUNTRIES[country].timezones))
    problems.push({ column: "timezone", message: `${COUNTRIES[country].name} has no timezone ${text}` });
  return text;
}

import Papa from "papaparse";
import { findColumn } from "./columns.ts";
import type { MenuProblem, ProblemCode } from "./problem.ts";

/** What one file may be (reliability reference, S26). Bytes are UTF-8. */
export const CSV_LIMITS = { bytes: 2 * 1024 * 1024, rows: 5_000, columns: 64, cellBytes: 8 * 1024 } as const;

/** Cells as they stand in the file. `rows[0]` is row 2 of the spreadsheet; an empty line is an empty list. */
export type Table =
  | {
      kind: "table";
      delimiter: string;
      header: readonly string[];
      rows: readonly (readonly string[])[];
      problems: MenuProblem[];
    }
  | { kind: "refused"; problems: MenuProblem[] };

const DELIMITERS = [",", ";", "\t", "|"] as const;

/** How a table's own columns are told from others: by them the delimiter is found. */
export type TableOptions = { isKnown: (header: string) => boolean };
const MENU_TABLE: TableOptions = { isKnown: (header) => findColumn(header) !== undefined };

/** Takes bytes apart into cells, or says why not. Never throws on any input. */
export function readTable(file: Uint8Array | string, options: TableOptions = MENU_TABLE): Table {
  const decoded = typeof file === "string" ? decodedText(file) : decodedBytes(file);
  if (typeof decoded !== "string") return { kind: "refused", problems: [decoded] };
  const text = withoutExcelHint(decoded);
  const foreign = reasonNotCsv(text);
  if (foreign) return { kind: "refused", problems: [foreign] };
  return takeApart(text, options);
}

function decodedBytes(bytes: Uint8Array): string | MenuProblem {
  if (bytes.length > CSV_LIMITS.bytes) return tooLarge(bytes.length);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    return wholeFile("NOT_TEXT", "This is a spreadsheet or zip file. Save it as “CSV UTF-8” and upload that.");
  }
  if (bytes.includes(0)) return notText();
  try {
    return decodedText(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return wholeFile(
      "NOT_UTF8",
      "The letters of this file cannot be read safely. Save it as “CSV UTF-8” and upload that.",
    );
  }
}

function decodedText(text: string): string | MenuProblem {
  if (text.length > CSV_LIMITS.bytes || byteLength(text) > CSV_LIMITS.bytes) return tooLarge(byteLength(text));
  if (text.includes("\0")) return notText();
  // Line breaks inside a cell become spaces later, so all kinds may become one here.
  return text.replace(/^\uFEFF/u, "").replace(/\r\n?/gu, "\n");
}

const notText = () => wholeFile("NOT_TEXT", "This is not a text file. Save the menu as “CSV UTF-8” and upload that.");

function tooLarge(bytes: number): MenuProblem {
  const megabytes = (bytes / 1024 / 1024).toFixed(1);
  return wholeFile("TOO_LARGE", `The file has ${megabytes} MB; a menu may have ${CSV_LIMITS.bytes / 1024 / 1024} MB.`);
}

/** Spreadsheets write `sep=;` above the header and hide it again when they open the file. */
function withoutExcelHint(text: string): string {
  return text.replace(/^"?sep=.{0,2}"?\n/iu, "");
}

function reasonNotCsv(text: string): MenuProblem | undefined {
  const start = text.trimStart().slice(0, 1);
  if (start === "") return wholeFile("EMPTY", "The file is empty.");
  if (start === "{" || start === "[") return wholeFile("NOT_CSV", "This is JSON with another name, not a CSV file.");
  if (start === "<") return wholeFile("NOT_CSV", "This is a web page, not a CSV file.");
  return undefined;
}

function takeApart(text: string, options: TableOptions): Table {
  const delimiter = delimiterOf(text, options);
  // One row more than allowed tells "too many" without reading a whole bomb.
  const parsed = Papa.parse<string[]>(text, { delimiter, preview: CSV_LIMITS.rows + 3, newline: "\n" });
  const [header = [], ...rest] = parsed.data;
  const rows = rest.map((cells) => (isBlank(cells) ? [] : cells));
  while (rows.at(-1)?.length === 0) rows.pop();

  const problems: MenuProblem[] = [];
  if (header.length > CSV_LIMITS.columns) {
    problems.push(
      wholeFile("TOO_MANY_COLUMNS", `The file has ${header.length} columns; at most ${CSV_LIMITS.columns} are read.`),
    );
  }
  if (rows.length > CSV_LIMITS.rows) {
    problems.push(wholeFile("TOO_MANY_ROWS", `The file has more than ${CSV_LIMITS.rows} rows.`));
  }
  if (problems.length > 0) return { kind: "refused", problems };

  for (const error of parsed.errors.filter(({ type }) => type === "Quotes")) {
    // The library says where the broken row begins; without a number it is the last one.
    const row = (error.row ?? parsed.data.length - 1) + 1;
    if (problems.some((known) => known.row === row)) continue;
    const reason =
      'A quote in this row is not closed, or stands in the middle of a cell. Double it (“""”) or remove it.';
    problems.push({ row, column: null, level: "error", code: "QUOTES", reason });
  }
  return { kind: "table", delimiter, header, rows, problems };
}

/** The one under which most of the first line's cells are columns we know; a comma when none is. */
function delimiterOf(text: string, { isKnown }: TableOptions): string {
  const firstLine = text.slice(0, 8_192);
  let best = { delimiter: ",", known: 0 };
  for (const delimiter of DELIMITERS) {
    const [cells = []] = Papa.parse<string[]>(firstLine, { delimiter, preview: 1, newline: "\n" }).data;
    const known = cells.filter(isKnown).length;
    if (known > best.known) best = { delimiter, known };
  }
  return best.delimiter;
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");

function wholeFile(code: ProblemCode, reason: string): MenuProblem {
  return { row: 1, column: null, level: "error", code, reason };
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

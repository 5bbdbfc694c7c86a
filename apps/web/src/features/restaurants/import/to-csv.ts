import type { ImportColumn } from "@/features/answers";
import { IMPORT_WORDS } from "./words";

const COLUMNS = Object.keys(IMPORT_WORDS.headings) as ImportColumn[];

/** A file that can be read again, with our own headings. Only columns that some row has something in, and the name. */
export function toCsv(rows: readonly Partial<Record<ImportColumn, string>>[]): string {
  const columns = COLUMNS.filter((column) => column === "name" || rows.some((row) => row[column]));
  const lines = [
    columns.map((column) => IMPORT_WORDS.headings[column]),
    ...rows.map((row) => columns.map((column) => row[column] ?? "")),
  ];
  return lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
}

function quoted(cell: string): string {
  return /[",;\r\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

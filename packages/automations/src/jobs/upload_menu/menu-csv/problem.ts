export const PROBLEM_CODES = [
  // the file
  "TOO_LARGE",
  "NOT_TEXT",
  "NOT_UTF8",
  "NOT_CSV",
  "EMPTY",
  "TOO_MANY_ROWS",
  "TOO_MANY_COLUMNS",
  // its shape
  "HEADER",
  "CELL_COUNT",
  "CELL_TOO_LONG",
  "QUOTES",
  // a cell
  "MISSING",
  "PRICE",
  "FREE",
  "COSTLY",
  "TYPE",
  "IMAGE",
  "PLACEHOLDER",
  "CLEANED",
  "FORMULA",
  "CONTROL_CHARACTER",
  // between rows
  "OTHER_MENU",
  "DIFFERS",
  "SAME_ID",
  "TWICE",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Something about one place of the file. Rows count as a spreadsheet does: the header is row 1. */
export type MenuProblem = {
  row: number;
  /** the portal's name of the column, or what stands in the header; null: the whole row or file */
  column: string | null;
  /** an error keeps the file from being sent; a warning is worth knowing */
  level: "error" | "warning";
  code: ProblemCode;
  /** for staff: what is wrong, in one sentence */
  reason: string;
  /** what the corrected file has in this cell */
  fix?: string;
};

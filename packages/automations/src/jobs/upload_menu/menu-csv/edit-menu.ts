import { type Column, findColumn } from "./columns.ts";
import { readTable } from "./read-table.ts";
import { writeCells } from "./write-menu.ts";

/** What a person changes in a file before it is sent. Rows count as in `MenuProblem`. */
export type MenuEdit = { row: number; column: Column; text: string } | { row: number; leaveOut: true };

/**
 * The file with the changes in it. Rows keep their numbers, because people talk about them: one that is left out is an
 * empty line from then on. A file that cannot be taken apart comes back as it was.
 */
export function editMenuCsv(text: string, edits: readonly MenuEdit[]): string {
  const table = readTable(text);
  if (table.kind === "refused") return text;
  const rows = table.rows.map((cells) => [...cells]);
  for (const edit of edits) {
    const cells = rows[edit.row - 2];
    if (!cells) continue;
    if ("leaveOut" in edit) {
      cells.length = 0;
      continue;
    }
    const at = table.header.findIndex((header) => findColumn(header) === edit.column);
    if (at >= 0) cells[at] = edit.text;
  }
  return writeCells(table.header, rows);
}

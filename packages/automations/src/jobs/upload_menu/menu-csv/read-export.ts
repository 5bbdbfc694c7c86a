import type { Menu } from "../menu.ts";
import type { VARIANTS } from "./columns.ts";
import { readMenuCsv } from "./read-menu.ts";
import { readTable } from "./read-table.ts";
import { writeCells } from "./write-menu.ts";

/** The portal's export of all menus, one by one. A file of ours is one menu; the portal's own may hold several. */
export function readExport(text: string): Menu[] {
  const table = readTable(text);
  if (table.kind === "refused") return [];
  const idAt = table.header.indexOf("menuID" satisfies (typeof VARIANTS.cdn)[number]);
  const rowsOf = new Map<string, (readonly string[])[]>();
  for (const row of table.rows) {
    const id = row[idAt] ?? "";
    rowsOf.set(id, [...(rowsOf.get(id) ?? []), row]);
  }
  return [...rowsOf.values()].map((rows) => readMenuCsv(writeCells(table.header, rows)).menu);
}

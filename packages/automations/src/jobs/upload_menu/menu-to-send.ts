import { createHash } from "node:crypto";
import { fail, type StoredFile } from "../../define/index.ts";
import type { UploadMode } from "./definition.ts";
import { countDishes, type Menu } from "./menu.ts";
import { hasErrors, readMenuCsv } from "./menu-csv/index.ts";

/** The stored file once more, with today's reader: it must be the file that was checked, and still be without errors. */
export function menuToSend(
  bytes: Uint8Array,
  asked: { file: StoredFile; mode: UploadMode; menuName: string; counts: { dishes: number } },
): Menu {
  const { file, mode, menuName, counts } = asked;
  if (createHash("sha256").update(bytes).digest("hex") !== file.sha256)
    throw fail("FILE_CHANGED", { file: file.fileName });
  const read = readMenuCsv(bytes);
  if (hasErrors(read)) {
    const problems = read.problems
      .filter(({ level }) => level === "error")
      .map(({ row, reason }) => `row ${row}: ${reason}`);
    throw fail("INPUT_INVALID", { problems });
  }
  if (countDishes(read.menu) !== counts.dishes) throw fail("FILE_CHANGED", { file: file.fileName });
  if (mode === "new") return { ...read.menu, name: menuName };
  if (read.menu.id === "") {
    throw fail("INPUT_INVALID", {
      problems: ["The file has no portal ids. Export the menu at the portal and change that file"],
    });
  }
  return read.menu;
}

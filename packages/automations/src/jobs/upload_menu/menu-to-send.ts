import { createHash } from "node:crypto";
import { fail } from "../../define/index.ts";
import type { UploadMenuInput } from "./definition.ts";
import { countDishes, type Menu } from "./menu.ts";
import { readMenuCsv } from "./menu-csv/index.ts";

/** The stored file once more, with today's reader: it must be the file that was checked, and still be without errors. */
export function menuToSend(
  bytes: Uint8Array,
  asked: Pick<UploadMenuInput, "file" | "mode" | "menuName" | "areFormulasConfirmed"> & {
    counts: Pick<UploadMenuInput["counts"], "dishes">;
  },
): Menu {
  const { file, mode, menuName, counts, areFormulasConfirmed } = asked;
  if (createHash("sha256").update(bytes).digest("hex") !== file.sha256)
    throw fail("FILE_CHANGED", { file: file.fileName });
  const read = readMenuCsv(bytes);
  const inTheWay = read.problems.filter(
    ({ level, code }) => level === "error" || (code === "FORMULA" && !areFormulasConfirmed),
  );
  if (inTheWay.length > 0) {
    throw fail("INPUT_INVALID", { problems: inTheWay.map(({ row, reason }) => `row ${row}: ${reason}`) });
  }
  if (countDishes(read.menu) !== counts.dishes) throw fail("FILE_CHANGED", { file: file.fileName });
  if (mode !== "update") return { ...read.menu, name: menuName };
  if (read.menu.id === "") {
    throw fail("INPUT_INVALID", {
      problems: ["The file has no portal ids. Export the menu at the portal and change that file"],
    });
  }
  return read.menu;
}

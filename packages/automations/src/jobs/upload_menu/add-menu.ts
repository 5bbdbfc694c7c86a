import type { ChangeCall } from "../../define/index.ts";
import type { Menus } from "../../portal/pages/menus.ts";
import { createImportJudge, type MenuSeen } from "./import-judge.ts";
import { type Menu, menuInWords } from "./menu.ts";
import { writeMenuCsv } from "./menu-csv/index.ts";

/** A menu beside those that are there: known by its name, which must be free, and by every dish of it. */
export function addMenu(menus: Menus, menu: Menu, sha256: string): ChangeCall<MenuSeen> {
  const judge = createImportJudge(menu);
  return {
    key: `${menu.name} ${sha256}`,
    wanted: { label: `Menu “${menu.name}”`, text: menuInWords(menu) },
    probe: async (moment) => judge(await menus.findAll(menu.name), moment),
    lookAtForm: () => menus.lookAtImport(),
    apply: () => menus.add(menu.name, { name: "menu.csv", text: writeMenuCsv(menu, { ids: "blank" }) }),
  };
}

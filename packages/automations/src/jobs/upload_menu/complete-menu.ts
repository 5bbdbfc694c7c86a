import { type ChangeCall, fail } from "../../define/index.ts";
import type { Menus } from "../../portal/pages/menus.ts";
import { createImportJudge, type MenuSeen } from "./import-judge.ts";
import { countDishes, type Menu, menuInWords } from "./menu.ts";
import { readExport, writeMenuCsv } from "./menu-csv/index.ts";
import { judgeMenus, lackOf } from "./portal-menu.ts";

/** What the one menu of this name lacks, put into it by the portal's own ids; every dish that is there stays as it is. */
export function completeMenu(menus: Menus, menu: Menu, sha256: string): ChangeCall<MenuSeen> {
  const judge = createImportJudge(menu);
  let dishesBefore: number | undefined;

  return {
    key: `${menu.name} ${sha256}`,
    wanted: { label: `Menu “${menu.name}”`, text: menuInWords(menu) },
    probe: async (moment) => {
      const inspection = moment.inspection === "plan" ? "drift" : moment.inspection;
      const seen = await judge(await menus.findAll(menu.name), { ...moment, inspection });
      if (inspection || seen === undefined || !("missing" in seen) || seen.missing.length === 0) return seen;
      // A part that did not grow does not show that ours arrived.
      return dishesBefore !== undefined && seen.dishes > dishesBefore ? seen : undefined;
    },
    lookAtForm: () => menus.lookAtImport(),
    apply: async () => {
      const there = findPart(readExport(await menus.export()), menu);
      dishesBefore = countDishes(there);
      await menus.update({ name: "menu.csv", text: writeMenuCsv(lackOf(menu, there), { ids: "keep" }) });
    },
  };
}

/** The menu to go on with: the only one of its name, and with nothing in it that is not ours. */
function findPart(exported: readonly Menu[], menu: Menu): Menu {
  const sameNamed = exported.filter(({ name }) => name === menu.name);
  const [only, ...others] = sameNamed;
  if (!only) throw fail("ITEM_MISSING", { item: `The menu “${menu.name}”` });
  if (others.length > 0) throw fail("AMBIGUOUS_MATCH", { name: `the menu “${menu.name}”`, count: sameNamed.length });
  if (judgeMenus(menu, [only]).kind === "other") throw fail("MENU_NAME_TAKEN", { name: menu.name });
  return only;
}

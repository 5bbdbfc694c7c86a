import { fail, type Inspection, type Probed, type ProbeMoment, Sight } from "../../define/index.ts";
import type { PortalMenu } from "../../portal/pages/menus.ts";
import type { Menu } from "./menu.ts";
import { compareMenus, countsOf, type DishRow, differencesOf, judgeMenus } from "./portal-menu.ts";

/** What was read back of our menu: the evidence of the import. */
export type MenuSeen = { categories: number; dishes: number; missing: DishRow[]; extra: DishRow[] };

/** So many looks in a row must show the same part of a menu before it counts as all there will be. */
const STEADY_LOOKS = 4;

/**
 * Decides what a look at the portal proves. A whole menu is ours at once. A part of one counts only after we have sent it
 * and when it no longer grows: the portal may still be importing.
 */
export function createImportJudge(
  ours: Menu,
): (sameNamed: readonly PortalMenu[], moment: ProbeMoment) => Probed<MenuSeen> {
  let steady = { dishes: -1, looks: 0 };
  return (sameNamed, { isSent, inspection }) => {
    if (inspection) return inspect(ours, sameNamed, inspection);
    const sighting = judgeMenus(ours, sameNamed);
    switch (sighting.kind) {
      case "none":
        return undefined;
      case "whole":
        return { ...countsOf(sighting.portal), ...sighting.comparison };
      case "other":
        if (!isSent) return undefined;
        throw fail("AMBIGUOUS_MATCH", { name: `the menu “${ours.name}”`, count: sighting.count });
      case "part": {
        const counts = countsOf(sighting.portal);
        steady =
          counts.dishes === steady.dishes
            ? { ...steady, looks: steady.looks + 1 }
            : { dishes: counts.dishes, looks: 1 };
        return isSent && steady.looks >= STEADY_LOOKS ? { ...counts, ...sighting.comparison } : undefined;
      }
    }
  };
}

/** A plan ends as the upload would: with the name taken. Drift of the one menu of this name is told dish by dish. */
function inspect(ours: Menu, sameNamed: readonly PortalMenu[], inspection: Inspection): Probed<MenuSeen> {
  const sighting = judgeMenus(ours, sameNamed);
  const [only, ...others] = sameNamed;
  if (!only) return undefined;
  const portal = sighting.kind === "whole" ? sighting.portal : only;
  if (sighting.kind !== "whole" && inspection === "plan") throw fail("MENU_NAME_TAKEN", { name: ours.name });
  if (sighting.kind !== "whole" && others.length > 0)
    throw fail("AMBIGUOUS_MATCH", { name: `the menu “${ours.name}”`, count: sameNamed.length });
  const comparison = compareMenus(ours, portal);
  return new Sight({ ...countsOf(portal), ...comparison }, differencesOf(comparison));
}

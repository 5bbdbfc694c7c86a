import { fail, type ProbeMoment } from "../../define/index.ts";
import type { PortalMenu } from "../../portal/pages/menus.ts";
import type { Menu } from "./menu.ts";
import { countsOf, type DishRow, judgeMenus } from "./portal-menu.ts";

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
): (sameNamed: readonly PortalMenu[], moment: ProbeMoment) => MenuSeen | undefined {
  let steady = { dishes: -1, looks: 0 };
  return (sameNamed, { isSent }) => {
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

/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from "playwright-core";
import { MENUS } from "../selectors-menus.ts";

/** The texts of one row, in order: a dish's name, its tags, its price. */
export type RowTexts = readonly string[];
export type OpenedMenu = { texts: RowTexts; categories: { texts: RowTexts; dishes: RowTexts[] }[] };

const UNFOLD_LIMIT_MS = 5_000;

/** The names of all menus, folded or not, in the page's order. */
export async function readMenuNames(page: Page): Promise<string[]> {
  return (await walkMenus(page, [])).map(({ texts }) => texts[0] ?? "");
}

/** Unfolds the menus at these places and every category in them, and reads what is there. The page was just opened. */
export async function unfoldMenus(page: Page, places: readonly number[]): Promise<OpenedMenu[]> {
  const all = await walkMenus(page, places);
  return all.filter((_, place) => places.includes(place));
}

/**
 * One visit inside the page: rows have neither ids nor levels, but what appears when a row is clicked belongs to it. Done
 * in one go, so that no re-draw comes between a name and what stands below it.
 */
async function walkMenus(page: Page, places: readonly number[]): Promise<OpenedMenu[]> {
  return await page.evaluate(
    async ({ selectors, places, limitMs }) => {
      const rows = () => [...document.querySelectorAll(selectors.row)];
      const textsOf = (row: Element): string[] => {
        const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        const texts: string[] = [];
        while (walker.nextNode()) texts.push(walker.currentNode.nodeValue?.trim() ?? "");
        return texts.filter((text) => text !== "");
      };
      const unfold = async (row: Element): Promise<Element[]> => {
        const before = new Set(rows());
        const expected = Number(/^\d+(?=\s)/.exec(textsOf(row).at(-1) ?? "")?.[0] ?? Number.NaN);
        const appeared = () => rows().filter((other) => !before.has(other));
        if (expected === 0) return [];
        const name = row.querySelector(selectors.rowName);
        if (name instanceof HTMLElement) name.click();
        const giveUpAt = performance.now() + limitMs;
        for (;;) {
          const found = appeared();
          const isAll = Number.isNaN(expected) ? found.length > 0 : found.length >= expected;
          if (isAll || performance.now() > giveUpAt) return found;
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      };
      const menus = rows().filter((row) => row.closest(selectors.menuRow));
      const opened: OpenedMenu[] = [];
      for (const [place, menu] of menus.entries()) {
        const categories = places.includes(place) ? await unfold(menu) : [];
        const read: OpenedMenu["categories"] = [];
        for (const category of categories) {
          const dishes = await unfold(category);
          read.push({ texts: textsOf(category), dishes: dishes.map(textsOf) });
        }
        opened.push({ texts: textsOf(menu), categories: read });
      }
      return opened;
    },
    { selectors: MENUS, places: [...places], limitMs: UNFOLD_LIMIT_MS } as const,
  );
}

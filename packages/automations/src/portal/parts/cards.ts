/// <reference lib="dom" />
import { tidySpaces } from "@pumpd/model";
import type { Locator, Page } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { CARDS } from "../selectors-menus.ts";

/** The names on the cards of the tab that is open, in order: the first text of each. */
export async function readCardNames(page: Page): Promise<string[]> {
  return await page.locator(CARDS.card).evaluateAll((cards) =>
    cards.map((card) => {
      const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode.nodeValue?.trim() ?? "";
        if (text !== "") return text;
      }
      return "";
    }),
  );
}

/** The one card of this exact name, or none. Two are never chosen between: ITEM_AMBIGUOUS. */
export async function findCard(page: Page, name: string): Promise<Locator | undefined> {
  const wanted = tidySpaces(name);
  const places = (await readCardNames(page)).flatMap((other, place) => (tidySpaces(other) === wanted ? [place] : []));
  if (places.length > 1) throw fail("ITEM_AMBIGUOUS", { item: name, count: places.length });
  const [place] = places;
  return place === undefined ? undefined : page.locator(CARDS.card).nth(place);
}

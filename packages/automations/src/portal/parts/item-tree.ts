/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { isSameDishName } from "@pumpd/model";
import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { ITEM_TREE } from "../selectors-menus.ts";

/** One dish's tick. A dish in Featured and in its own category has two. */
export type Tick = { name: string; isTicked: boolean };

const UNFOLD_LIMIT_MS = 10_000;

/** Unfolds every menu and category and reads all dishes, in the page's order. */
export async function readTicks(panel: Locator): Promise<Tick[]> {
  return await panel.evaluate(
    async (root, { tree, limitMs }) => {
      const giveUpAt = performance.now() + limitMs;
      const folded = () =>
        [...root.querySelectorAll(tree.arrow)].find((arrow) => {
          const branch = arrow.parentElement?.parentElement;
          return branch && !branch.querySelector(`:scope > ${tree.unfolded}`);
        });
      for (let arrow = folded(); arrow; arrow = folded()) {
        const branch = arrow.parentElement?.parentElement;
        const click = new MouseEvent("click", { bubbles: true, cancelable: true });
        (arrow.querySelector(tree.arrowIcon) ?? arrow).dispatchEvent(click);
        while (branch && !branch.querySelector(`:scope > ${tree.unfolded}`)) {
          if (performance.now() > giveUpAt) return [];
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      }
      const isDish = (label: Element) => !label.parentElement?.querySelector(`:scope > ${tree.arrow}`);
      return [...root.querySelectorAll("label")].filter(isDish).map((label) => {
        const tick = label.querySelector(tree.tick);
        return {
          name: label.querySelector(tree.name)?.textContent?.trim() ?? "",
          isTicked: tick instanceof HTMLInputElement && tick.checked,
        };
      });
    },
    { tree: ITEM_TREE, limitMs: UNFOLD_LIMIT_MS },
  );
}

/** Ticks the unfolded dishes at these places, and nothing else; then reads them all again. */
export async function setTicks(panel: Locator, places: readonly number[]): Promise<void> {
  const failed = await panel.evaluate(
    async (root, { tree, places }) => {
      const isDish = (label: Element) => !label.parentElement?.querySelector(`:scope > ${tree.arrow}`);
      const tickAt = (place: number) => {
        const label = [...root.querySelectorAll("label")].filter(isDish)[place];
        const tick = label?.querySelector(tree.tick);
        return tick instanceof HTMLInputElement ? tick : undefined;
      };
      for (const place of places) {
        const tick = tickAt(place);
        if (tick && !tick.checked) tick.click();
        // The page draws each tick from the one before; let it.
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      return places.filter((place) => !tickAt(place)?.checked).length;
    },
    { tree: ITEM_TREE, places: [...places] },
  );
  if (failed > 0) throw fail("PORTAL_CHANGED", { landmark: "A dish's tick, as we had set it," });
}

export type TickPlan = {
  /** places to tick */
  toTick: number[];
  /** names that are no dish at the portal */
  missing: string[];
  /** ticked at the portal and not ours; left alone */
  extra: string[];
};

/** Pure: exactly the wanted names, every place of each. What somebody else ticked stays ticked. */
export function planTicks(ticks: readonly Tick[], wanted: readonly string[]): TickPlan {
  const places = new Set<number>();
  const missing: string[] = [];
  for (const name of new Set(wanted)) {
    const exact = placesOf(ticks, (label) => label === name);
    const found = exact.length > 0 ? exact : placesOf(ticks, (label) => isSameDishName(label, name));
    if (found.length === 0) missing.push(name);
    for (const place of found) places.add(place);
  }
  const extra = ticks.filter(({ isTicked }, place) => isTicked && !places.has(place)).map(({ name }) => name);
  return { toTick: [...places].filter((place) => !ticks[place]?.isTicked), missing, extra: [...new Set(extra)] };
}

function placesOf(ticks: readonly Tick[], fits: (label: string) => boolean): number[] {
  return ticks.flatMap(({ name }, place) => (fits(name) ? [place] : []));
}

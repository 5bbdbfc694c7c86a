/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { isSameDishName } from "@pumpd/model";
import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { ITEM_TREE } from "../selectors-menus.ts";

/** One dish's tick. A dish in Featured and in its own category has two. */
export type Tick = { name: string; isTicked: boolean };

const UNFOLD_LIMIT_MS = 10_000;
/** A tree in which nothing shows for so long has no menu. */
const EMPTY_TREE_MS = 2_000;

/** Where an editor keeps its tree: the strip of tabs, the one to open, and what then holds it. */
type TreePlace = { tab: string; tabs: { items: RegExp }; panel: string };

/** Opens the editor's tab of dishes, unfolds every menu and category, and reads all dishes in the page's order. */
export async function readTicks(editor: Locator, { tab, tabs, panel }: TreePlace): Promise<Tick[]> {
  const ticks = await editor.evaluate(readInPage, {
    tree: ITEM_TREE,
    strip: tab,
    pattern: tabs.items.source,
    panel,
    limitMs: UNFOLD_LIMIT_MS,
    drawnMs: EMPTY_TREE_MS,
  });
  if (!ticks) throw fail("PORTAL_CHANGED", { landmark: "The list of dishes" });
  return ticks;
}

type Asked = {
  tree: typeof ITEM_TREE;
  strip: string;
  pattern: string;
  panel: string;
  limitMs: number;
  drawnMs: number;
};

/** Runs in the page: it can use nothing from around it. */
async function readInPage(
  editor: Element,
  { tree, strip, pattern, panel, limitMs, drawnMs }: Asked,
): Promise<Tick[] | undefined> {
  const giveUpAt = performance.now() + limitMs;
  const until = async (isSo: () => boolean): Promise<boolean> => {
    while (!isSo()) {
      if (performance.now() > giveUpAt) return false;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return true;
  };
  const title = new RegExp(pattern, "i");
  const tab = [...editor.querySelectorAll(`:scope ${strip} *`)].find(
    (one) => one.children.length === 0 && title.test(one.textContent?.trim() ?? ""),
  );
  if (!(tab instanceof HTMLElement)) return undefined;
  tab.click();
  const root = () => editor.querySelector(panel);
  const labels = () => [...(root()?.querySelectorAll("label") ?? [])];
  const branchOf = (arrow: Element) => arrow.parentElement?.parentElement;
  const isFolded = (arrow: Element) => !branchOf(arrow)?.querySelector(`:scope > ${tree.unfolded}`);
  const folded = () => [...(root()?.querySelectorAll(tree.arrow) ?? [])].filter(isFolded);
  // A menu has an arrow; until one is drawn, what stands there may still be the tab before.
  const drawnBy = performance.now() + drawnMs;
  await until(() => root()?.querySelector(tree.arrow) != null || performance.now() > drawnBy);
  if (!root()?.querySelector(tree.arrow)) return [];
  // A level at a time: what was folded shows more that is.
  for (let arrows = folded(); arrows.length > 0; arrows = folded()) {
    for (const arrow of arrows) {
      const click = new MouseEvent("click", { bubbles: true, cancelable: true });
      (arrow.querySelector(tree.arrowIcon) ?? arrow).dispatchEvent(click);
    }
    const count = arrows.length;
    if (!(await until(() => arrows.filter(isFolded).length < count))) return undefined;
  }
  const isDish = (label: Element) => !label.parentElement?.querySelector(`:scope > ${tree.arrow}`);
  return labels()
    .filter(isDish)
    .map((label) => {
      const tick = label.querySelector(tree.tick);
      return {
        name: label.querySelector(tree.name)?.textContent?.trim() ?? "",
        isTicked: tick instanceof HTMLInputElement && tick.checked,
      };
    });
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

import type { ItemsPage } from "../../define/bring-in-line.ts";
import { fail } from "../../define/failed.ts";
import type { Difference } from "../../define/findings.ts";
import type { ProbeMoment } from "../../define/flow.ts";
import { guarded } from "../guarded.ts";
import { compareItem } from "../parts/compare-item.ts";
import { planTicks } from "../parts/item-tree.ts";
import { landmark } from "../parts/landmark.ts";
import { TagEditor, type TagValues } from "../parts/tag-editor.ts";
import { CARDS, TAG_EDITOR as EDITOR } from "../selectors-menus.ts";
import type { Session } from "../session.ts";
import { menuTab } from "./menu-tab.ts";

/** A tag as it should be, in the portal's own terms. Colours are `#rrggbb` in lower case. */
export type WantedTag = TagValues & { dishes: readonly string[] };

/** The Item Tags tab of one restaurant. */
export type ItemTags = ItemsPage<WantedTag> & { readonly address: string };

export function itemTagsPage(session: Session, restaurantPath: string): ItemTags {
  const { page } = session;
  const editor = new TagEditor(page);
  const tab = menuTab(session, restaurantPath, { tab: "itemTags", isEditorOpen: () => editor.isOpen() });

  async function openTag(name: string, moment: ProbeMoment): Promise<boolean> {
    const card = await tab.find(name, moment);
    if (!card) return false;
    await card.getByRole("button", { name: CARDS.edit, exact: true }).click();
    await editor.appear();
    return true;
  }

  async function fill(wanted: WantedTag): Promise<void> {
    await editor.write(wanted);
    const { toTick } = planTicks(await editor.readTicks(), wanted.dishes);
    await editor.tick(toTick);
    await tab.saveAndReload(() => editor.save());
  }

  return {
    address: tab.address,
    names: () => guarded(session, "the item tags", () => tab.names()),
    has: (name, moment) => guarded(session, "the item tags", async () => (await tab.find(name, moment)) !== undefined),
    compare: (wanted, moment) =>
      guarded(session, "an item tag", async () => {
        if (!(await openTag(wanted.name, moment))) return undefined;
        const there = await editor.read();
        const ticks = await editor.readTicks();
        await editor.leave();
        const { name, dishes } = wanted;
        return compareItem({ name, fields: differingFields(wanted, there), ticks, dishes }, moment);
      }),
    create: (wanted) =>
      guarded(session, "a new item tag", async () => {
        await tab.show();
        await (await landmark(page.locator(CARDS.add), "The button for a new tag")).click();
        await editor.appear();
        await fill(wanted);
      }),
    update: (wanted) =>
      guarded(session, "an item tag", async () => {
        if (!(await openTag(wanted.name, { isSent: false }))) throw fail("ITEM_MISSING", { item: wanted.name });
        const { name } = await editor.read();
        if (name !== wanted.name) throw fail("PORTAL_CHANGED", { landmark: `The tag “${wanted.name}”` });
        await fill(wanted);
      }),
  };
}

function differingFields(wanted: TagValues, there: TagValues): Difference[] {
  const titles = { ...EDITOR.titles, background: "colour" };
  return (Object.keys(titles) as (keyof TagValues)[])
    .filter((field) => wanted[field] !== there[field])
    .map((field) => ({ label: titles[field], before: there[field], after: wanted[field] }));
}

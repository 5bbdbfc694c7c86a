import { fail } from "../../define/failed.ts";
import type { ProbeMoment } from "../../define/flow.ts";
import type { ItemSight } from "../../define/item-results.ts";
import { guarded } from "../guarded.ts";
import { planTicks } from "../parts/item-tree.ts";
import { landmark } from "../parts/landmark.ts";
import { TagEditor, type TagValues } from "../parts/tag-editor.ts";
import { CARDS } from "../selectors-menus.ts";
import type { Session } from "../session.ts";
import { menuTab } from "./menu-tab.ts";

/** A tag as it should be, in the portal's own terms. Colours are `#rrggbb` in lower case. */
export type WantedTag = TagValues & { dishes: readonly string[] };

/** The Item Tags tab of one restaurant. */
export type ItemTags = {
  readonly address: string;
  /** Is exactly one tag of this name there? Two: ITEM_AMBIGUOUS. */
  has: (name: string, moment: ProbeMoment) => Promise<boolean>;
  /** Opens the tag and compares text, colour and dishes; undefined when it is not there. */
  compare: (wanted: WantedTag, moment: ProbeMoment) => Promise<ItemSight | undefined>;
  create: (wanted: WantedTag) => Promise<void>;
  /** Changes what differs and ticks the dishes that are missing. Never unticks. */
  update: (wanted: WantedTag) => Promise<void>;
};

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
    has: (name, moment) => guarded(session, "the item tags", async () => (await tab.find(name, moment)) !== undefined),
    compare: (wanted, moment) =>
      guarded(session, "an item tag", async () => {
        if (!(await openTag(wanted.name, moment))) return undefined;
        const there = await editor.read();
        const { toTick, missing, extra } = planTicks(await editor.readTicks(), wanted.dishes);
        await editor.leave();
        const isSame =
          there.name === wanted.name && there.text === wanted.text && there.background === wanted.background;
        return { isSame: isSame && toTick.length === 0, missingDishes: missing, extraDishes: extra };
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

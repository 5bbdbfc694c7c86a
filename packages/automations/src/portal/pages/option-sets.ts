import { fail } from "../../define/failed.ts";
import type { ProbeMoment } from "../../define/flow.ts";
import type { ItemSight } from "../../define/item-results.ts";
import { guarded } from "../guarded.ts";
import { planTicks, type Tick } from "../parts/item-tree.ts";
import { landmark } from "../parts/landmark.ts";
import { OptionSetEditor, type OptionSetValues } from "../parts/option-set-editor.ts";
import { CARDS } from "../selectors-menus.ts";
import type { Session } from "../session.ts";
import { menuTab } from "./menu-tab.ts";

/** An option set as it should be, in the portal's own terms. */
export type WantedOptionSet = OptionSetValues & { dishes: readonly string[] };

/** The Option Sets tab of one restaurant. */
export type OptionSets = {
  readonly address: string;
  /** Is exactly one set of this name there? Two: ITEM_AMBIGUOUS. */
  has: (name: string, moment: ProbeMoment) => Promise<boolean>;
  /** Opens the set and compares every field and dish; undefined when it is not there. */
  compare: (wanted: WantedOptionSet, moment: ProbeMoment) => Promise<ItemSight | undefined>;
  create: (wanted: WantedOptionSet) => Promise<void>;
  /** Changes what differs and ticks the dishes that are missing. Never unticks. */
  update: (wanted: WantedOptionSet) => Promise<void>;
};

const NEW_SET: OptionSetValues = {
  name: "",
  displayName: "",
  options: [],
  isRequired: false,
  isMultiple: false,
  hasQuantity: false,
  min: 0,
  max: 0,
};

export function optionSetsPage(session: Session, restaurantPath: string): OptionSets {
  const { page } = session;
  const editor = new OptionSetEditor(page);
  const tab = menuTab(session, restaurantPath, { tab: "optionSets", isEditorOpen: () => editor.isOpen() });

  async function openSet(name: string, moment: ProbeMoment): Promise<boolean> {
    const card = await tab.find(name, moment);
    if (!card) return false;
    await card.getByRole("button", { name: CARDS.edit, exact: true }).click();
    await editor.appear();
    return true;
  }

  async function openNew(): Promise<void> {
    await tab.show();
    await (await landmark(page.locator(CARDS.add), "The button for a new option set")).click();
    await editor.appear();
  }

  async function fill(wanted: WantedOptionSet, there: OptionSetValues): Promise<void> {
    await editor.write(wanted, there);
    const { toTick } = planTicks(await editor.readTicks(), wanted.dishes);
    await editor.tick(toTick);
    if (!haveSameFields(wanted, await editor.read())) {
      throw fail("PORTAL_CHANGED", { landmark: "What we had typed for the option set" });
    }
    await tab.saveAndReload(() => editor.save());
  }

  return {
    address: tab.address,
    has: (name, moment) =>
      guarded(session, "the option sets", async () => (await tab.find(name, moment)) !== undefined),
    compare: (wanted, moment) =>
      guarded(session, "an option set", async () => {
        if (!(await openSet(wanted.name, moment))) return undefined;
        const there = await editor.read();
        const ticks = await editor.readTicks();
        await editor.leave();
        return compareSet(wanted, there, ticks);
      }),
    create: (wanted) =>
      guarded(session, "a new option set", async () => {
        await openNew();
        await fill(wanted, NEW_SET);
      }),
    update: (wanted) =>
      guarded(session, "an option set", async () => {
        if (!(await openSet(wanted.name, { isSent: false }))) throw fail("ITEM_MISSING", { item: wanted.name });
        const there = await editor.read();
        if (there.name !== wanted.name) throw fail("PORTAL_CHANGED", { landmark: `The option set “${wanted.name}”` });
        await fill(wanted, there);
      }),
  };
}

/** Pure: dishes that are not on the menu, and ticks of others, are told and make no difference. */
export function compareSet(wanted: WantedOptionSet, there: OptionSetValues, ticks: readonly Tick[]): ItemSight {
  const { toTick, missing, extra } = planTicks(ticks, wanted.dishes);
  return {
    isSame: haveSameFields(wanted, there) && toTick.length === 0,
    missingDishes: missing,
    extraDishes: extra,
  };
}

function haveSameFields({ dishes: _, ...wanted }: WantedOptionSet, there: OptionSetValues): boolean {
  return (Object.keys(wanted) as (keyof OptionSetValues)[]).every(
    (field) => JSON.stringify(wanted[field]) === JSON.stringify(there[field]),
  );
}

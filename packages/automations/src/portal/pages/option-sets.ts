import type { ItemsPage } from "../../define/bring-in-line.ts";
import { fail } from "../../define/failed.ts";
import type { Difference } from "../../define/findings.ts";
import type { ProbeMoment } from "../../define/flow.ts";
import { guarded } from "../guarded.ts";
import { compareItem } from "../parts/compare-item.ts";
import { planTicks } from "../parts/item-tree.ts";
import { landmark } from "../parts/landmark.ts";
import { OptionSetEditor, type OptionSetValues } from "../parts/option-set-editor.ts";
import { CARDS, OPTION_SET_EDITOR as EDITOR } from "../selectors-menus.ts";
import type { Session } from "../session.ts";
import { menuTab } from "./menu-tab.ts";

/** An option set as it should be, in the portal's own terms. */
export type WantedOptionSet = OptionSetValues & { dishes: readonly string[] };

/** The Option Sets tab of one restaurant. */
export type OptionSets = ItemsPage<WantedOptionSet> & { readonly address: string };

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

  async function fill(wanted: WantedOptionSet): Promise<void> {
    await editor.write(wanted);
    const { toTick } = planTicks(await editor.readTicks(), wanted.dishes);
    if (toTick.length > 0) await editor.tick(toTick);
    if (differingFields(wanted, await editor.read()).length > 0) {
      throw fail("PORTAL_CHANGED", { landmark: "What we had typed for the option set" });
    }
    await tab.saveAndReload(() => editor.save());
  }

  return {
    address: tab.address,
    names: () => guarded(session, "the option sets", () => tab.names()),
    has: (name, moment) =>
      guarded(session, "the option sets", async () => (await tab.find(name, moment)) !== undefined),
    compare: (wanted, moment) =>
      guarded(session, "an option set", async () => {
        if (!(await openSet(wanted.name, moment))) return undefined;
        const there = await editor.read();
        const ticks = await editor.readTicks();
        await editor.leave();
        const { name, dishes } = wanted;
        return compareItem({ name, fields: differingFields(wanted, there), ticks, dishes }, moment);
      }),
    create: (wanted) =>
      guarded(session, "a new option set", async () => {
        await openNew();
        await fill(wanted);
      }),
    update: (wanted) =>
      guarded(session, "an option set", async () => {
        if (!(await openSet(wanted.name, { isSent: false }))) throw fail("ITEM_MISSING", { item: wanted.name });
        if ((await editor.read()).name !== wanted.name)
          throw fail("PORTAL_CHANGED", { landmark: `The option set “${wanted.name}”` });
        await fill(wanted);
      }),
  };
}

const TITLES: Record<keyof OptionSetValues, string> = {
  name: EDITOR.titles.name,
  displayName: EDITOR.titles.displayName,
  options: "Options",
  isRequired: EDITOR.titles.required,
  isMultiple: EDITOR.titles.multiple,
  hasQuantity: EDITOR.titles.quantity,
  min: EDITOR.titles.min,
  max: EDITOR.titles.max,
};

function differingFields(wanted: OptionSetValues, there: OptionSetValues): Difference[] {
  return (Object.keys(TITLES) as (keyof OptionSetValues)[])
    .filter((field) => JSON.stringify(wanted[field]) !== JSON.stringify(there[field]))
    .map((field) => ({ label: TITLES[field], before: inWords(there[field]), after: inWords(wanted[field]) }));
}

function inWords(value: OptionSetValues[keyof OptionSetValues]): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  if (!Array.isArray(value)) return String(value);
  return value
    .map(({ name, printName, priceCents }) => {
      const printed = printName === name ? "" : `, printed as ${printName}`;
      return `${name} ${(priceCents / 100).toFixed(2)}${printed}`;
    })
    .join("; ");
}

import type { PortalSlot } from "@pumpd/model";
import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { CREATE_DIALOG } from "../selectors.ts";
import { until } from "../wait.ts";
import { landmark } from "./landmark.ts";

const NAME = "Opening hours";
const ROW_LIMIT_MS = 3_000;

/** Makes as many rows as there are slots and fills them in order. Without slots the portal's own first row stays. */
export async function setHours(row: Locator, slots: readonly PortalSlot[]): Promise<void> {
  if (slots.length === 0) return;
  const days = row.locator(CREATE_DIALOG.day);
  const times = row.locator(CREATE_DIALOG.text);
  const add = await landmark(
    row.getByRole("button", { name: CREATE_DIALOG.addSlot, exact: true }),
    CREATE_DIALOG.addSlot,
  );
  for (let count = await days.count(); count < slots.length; count += 1) {
    await add.click();
    await untilCount(days, count + 1);
  }
  if ((await days.count()) !== slots.length || (await times.count()) !== 2 * slots.length) throw changed();
  // The rows are ours and in our order, so counting them names each one.
  for (const [index, slot] of slots.entries()) {
    await days.nth(index).selectOption({ label: slot.day });
    await times.nth(2 * index).fill(slot.open);
    await times.nth(2 * index + 1).fill(slot.close);
  }
}

/** What the rows show, as sent: day, opening, closing. */
export async function readHours(row: Locator): Promise<PortalSlot[]> {
  const days = await row
    .locator(CREATE_DIALOG.day)
    .evaluateAll((all) =>
      all.map((one) => (one instanceof HTMLSelectElement ? (one.selectedOptions[0]?.text ?? "") : "")),
    );
  const times = await row
    .locator(CREATE_DIALOG.text)
    .evaluateAll((all) => all.map((one) => (one instanceof HTMLInputElement ? one.value : "")));
  return days.map((day, index) => ({
    // Only compared with days of ours, never trusted as one.
    day: day as PortalSlot["day"],
    open: times[2 * index] ?? "",
    close: times[2 * index + 1] ?? "",
  }));
}

async function untilCount(rows: Locator, count: number): Promise<void> {
  const isSo = await until(rows.page(), ROW_LIMIT_MS, async () => ((await rows.count()) === count ? true : undefined));
  if (!isSo) throw changed();
}

function changed() {
  return fail("PORTAL_CHANGED", { landmark: NAME });
}

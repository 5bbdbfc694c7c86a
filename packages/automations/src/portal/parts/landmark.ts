import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { until } from "../wait.ts";

const LIMIT_MS = 5_000;

/**
 * Exactly one, and visible, on a page that is already there; otherwise the page is not the page we know: PORTAL_CHANGED
 * with the landmark's name.
 */
export async function landmark(locator: Locator, name: string): Promise<Locator> {
  // Asked in one go: between counting and looking there could be two.
  const isThere = await until(locator.page(), LIMIT_MS, async () => {
    const shown = await locator.evaluateAll((all) => all.map((one) => one.getClientRects().length > 0));
    return shown.length === 1 && shown[0] ? true : undefined;
  });
  if (!isThere) throw fail("PORTAL_CHANGED", { landmark: name });
  return locator;
}

/** A field that shows what was put into it; React may put something else there, so it is read until it agrees. */
export async function shows(
  field: Locator,
  name: string,
  isRight: (value: string) => boolean,
  read = (f: Locator) => f.inputValue(),
): Promise<void> {
  const isSo = await until(field.page(), LIMIT_MS, async () => (isRight(await read(field)) ? true : undefined));
  if (!isSo) throw fail("PORTAL_CHANGED", { landmark: `${name}, as we had typed it,` });
}

import type { Locator } from "playwright-core";
import { fail } from "../../define/failed.ts";
import { until } from "../wait.ts";

const LIMIT_MS = 5_000;

/**
 * Exactly one, and visible, on a page that is already there; otherwise the page is not the page we know: PORTAL_CHANGED
 * with the landmark's name.
 */
export async function landmark(locator: Locator, name: string): Promise<Locator> {
  const isThere = await until(locator.page(), LIMIT_MS, async () => {
    const count = await locator.count();
    return count === 1 && (await locator.isVisible()) ? true : undefined;
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

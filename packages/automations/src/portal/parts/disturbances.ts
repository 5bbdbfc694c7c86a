import type { Locator, Page } from "playwright-core";
import { DISTURBANCES } from "../selectors.ts";

/** Sends away popups, surveys and banners whenever one stands in the way of an action. */
export async function interceptDisturbances(page: Page): Promise<void> {
  const popups = page.getByRole("button", { name: DISTURBANCES.popupAnswer });
  await page.addLocatorHandler(popups, dismiss);
  await page.addLocatorHandler(page.locator(DISTURBANCES.strayModalClose), dismiss);
}

/** A click without pressing the mouse: pressing elsewhere would close the list that is open below a field. */
async function dismiss(buttons: Locator): Promise<void> {
  await buttons.evaluateAll((elements) => {
    for (const element of elements) if (element instanceof HTMLElement) element.click();
  });
}

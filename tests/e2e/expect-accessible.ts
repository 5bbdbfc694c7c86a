import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds on the page as it stands, and whether it fits a phone without scrolling sideways. Goes on to tell all. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("main").getByRole("heading").first().waitFor();
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  expect.soft(violations.map((violation) => `${page.url()} ${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(overflow, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
  const lifted = await page
    .locator("[data-pinned]")
    .evaluateAll((bars) => bars.filter((bar) => Math.round(bar.getBoundingClientRect().bottom) !== window.innerHeight));
  expect.soft(lifted.length, `${page.url()} has its button pinned to the edge`).toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
}

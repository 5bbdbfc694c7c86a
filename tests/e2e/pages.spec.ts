import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

for (const theme of ["light", "dark"] as const) {
  test(`every page is accessible and fits a phone, ${theme}`, async ({ signedIn, system }) => {
    await signedIn.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const jobs = await signedIn.request.get(`/api/trpc/jobs.list?input=${encodeURIComponent('{"limit":10}')}`);
    const { rows } = (await jobs.json()).result.data;
    const paths = [
      "/",
      "/jobs",
      "/needs-you",
      "/given-up",
      "/repeated-failures",
      "/restaurants",
      "/restaurants/new",
      "/restaurants/import",
      `/restaurants/${system.restaurantId}`,
      `/restaurants/${system.restaurantId}/start/register_restaurant`,
      "/accounts",
      "/team",
      "/settings",
      "/join#no-such-link",
      ...rows.slice(0, 3).map((row: { id: string }) => `/jobs/${row.id}`),
    ];
    for (const path of paths) {
      await signedIn.setViewportSize({ width: 1440, height: 900 });
      await signedIn.goto(path);
      await signedIn.getByRole("main").getByRole("heading").first().waitFor();
      const { violations } = await new AxeBuilder({ page: signedIn }).withTags(TAGS).analyze();
      expect(violations.map((violation) => `${path} ${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
      await signedIn.setViewportSize({ width: 390, height: 844 });
      const overflow = await signedIn.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  });
}

test("a stranger sees the sign-in page and nothing else", async ({ page, system }) => {
  for (const path of ["/", "/jobs", `/restaurants/${system.restaurantId}`]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
  }
  const answer = await page.request.get(
    `/api/trpc/restaurants.read?input=${encodeURIComponent(JSON.stringify({ id: system.restaurantId }))}`,
  );
  expect(answer.status()).toBe(401);
});

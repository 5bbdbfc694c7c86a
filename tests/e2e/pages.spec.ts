import { JOB_TYPES } from "@pumpd/automations/definitions";
import { expectAccessible } from "./expect-accessible.ts";
import { expect, test } from "./fixtures.ts";

for (const theme of ["light", "dark"] as const) {
  test(`every page is accessible and fits a phone, ${theme}`, async ({ signedIn, system }) => {
    test.setTimeout(240_000);
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
      ...JOB_TYPES.map((type) => `/restaurants/${system.restaurantId}/start/${type}`),
      "/accounts",
      "/performance",
      "/alerts",
      "/workers",
      "/team",
      "/settings",
      "/join#no-such-link",
      ...rows.slice(0, 3).map((row: { id: string }) => `/jobs/${row.id}`),
    ];
    for (const path of paths) {
      await signedIn.goto(path);
      await expectAccessible(signedIn);
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

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

test("the palette starts a job for a restaurant in words, and finds a job by its id", async ({
  signedIn,
  newPlace,
  system,
}) => {
  const place = await newPlace({ name: `Rōpata Grill ${Date.now()}` });
  await signedIn.goto("/jobs");
  await signedIn.getByRole("heading", { name: "Jobs" }).first().waitFor();
  await signedIn.keyboard.press("Control+k");
  await signedIn.getByRole("combobox").fill(`${place.name.replace("ō", "o")} regi`);
  const start = signedIn.getByRole("option", { name: new RegExp(`Register.*${place.name}`) });
  await expect(start).toBeVisible();
  for (const theme of ["light", "dark"] as const) {
    await signedIn.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page: signedIn }).withTags(TAGS).include("[cmdk-dialog]").analyze();
    expect(violations.map(({ id, nodes }) => `${theme} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  await signedIn.keyboard.press("Enter");
  await expect(signedIn).toHaveURL(new RegExp(`${place.id}/start/register_restaurant`));

  const asked = await signedIn.request.post("/api/trpc/jobs.enqueue", {
    data: { type: "register_restaurant", restaurantId: place.id },
    headers: { origin: system.url },
  });
  const { shortId } = (await asked.json()).result.data;
  await signedIn
    .getByRole("button", { name: /Find or start/ })
    .first()
    .click();
  await signedIn.getByRole("combobox").fill(shortId);
  await signedIn.getByRole("option", { name: new RegExp(shortId) }).click();
  await expect(signedIn).toHaveURL(new RegExp(`/jobs/${shortId}`));
});

test("single keys go through lists, pages and the help, never while typing, and can be switched off", async ({
  signedIn,
  newPlace,
}) => {
  const mark = `Kowhai ${Date.now()}`;
  await newPlace({ name: `${mark} A` });
  const second = await newPlace({ name: `${mark} B` });
  await signedIn.goto("/jobs");
  await signedIn.getByRole("heading", { name: "Jobs" }).first().waitFor();
  await signedIn.keyboard.press("g");
  await signedIn.keyboard.press("r");
  await expect(signedIn).toHaveURL(/\/restaurants$/);
  await signedIn.getByRole("heading", { name: "Restaurants" }).waitFor();

  await signedIn.keyboard.press("/");
  await signedIn.keyboard.type(`${mark} gjk?`);
  await expect(signedIn.getByRole("searchbox")).toHaveValue(`${mark} gjk?`);
  await expect(signedIn.getByRole("dialog")).toHaveCount(0);
  await signedIn.getByRole("searchbox").fill(mark);
  await expect(signedIn.getByRole("link", { name: `${mark} B` })).toBeVisible();
  await expect(signedIn.locator("main [data-row]")).toHaveCount(2);
  await signedIn.getByRole("searchbox").blur();

  await signedIn.keyboard.press("j");
  await signedIn.keyboard.press("j");
  await expect(signedIn.getByRole("link", { name: `${mark} B` })).toBeFocused();
  await signedIn.keyboard.press("k");
  await expect(signedIn.getByRole("link", { name: `${mark} A` })).toBeFocused();
  await signedIn.keyboard.press("j");
  await signedIn.keyboard.press("Enter");
  await expect(signedIn).toHaveURL(new RegExp(second.id));

  await signedIn.keyboard.press("?");
  const sheet = signedIn.getByRole("dialog", { name: "Keys" });
  await expect(sheet).toBeVisible();
  const { violations } = await new AxeBuilder({ page: signedIn }).withTags(TAGS).include("[role=dialog]").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await sheet.getByRole("switch", { name: "Single keys" }).click();
  await signedIn.keyboard.press("Escape");
  await signedIn.keyboard.press("?");
  await expect(sheet).toHaveCount(0);
  await signedIn
    .getByRole("button", { name: /Hana|Admin/ })
    .first()
    .click();
  await signedIn.getByRole("menuitem", { name: "Keys" }).click();
  await expect(sheet).toBeVisible();
});

test("keys that come before the page listens are done once it does", async ({ signedIn }) => {
  const held: (() => void)[] = [];
  let isHeld = true;
  await signedIn.route("**/_next/static/**/*.js", async (route) => {
    if (isHeld) await new Promise<void>((release) => held.push(release));
    await route.continue();
  });
  await signedIn.goto("/jobs", { waitUntil: "commit" });
  await signedIn.getByRole("heading", { name: "Jobs" }).first().waitFor();
  await signedIn.keyboard.press("g");
  await signedIn.keyboard.press("r");
  await signedIn.keyboard.press("Control+k");
  expect(held.length).toBeGreaterThan(0);
  isHeld = false;
  for (const release of held) release();
  await expect(signedIn).toHaveURL(/\/restaurants$/);
  await expect(signedIn.getByRole("combobox")).toBeVisible();
});

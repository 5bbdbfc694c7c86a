import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, type Place, test } from "./fixtures.ts";

/** Through the same door as the pages, with the page's own session. */
async function startJob(page: Page, place: Place): Promise<void> {
  const answer = await page.request.post("/api/trpc/jobs.enqueue", {
    data: { type: "register_restaurant", restaurantId: place.id },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

const rowOf = (page: Page, place: Place) => page.getByRole("row").filter({ hasText: place.name });

test("jobs that failed alike are ticked as a range, retried together, and each ends well once", async ({
  signedIn,
  newPlace,
  creates,
  system,
}) => {
  const mark = `Tuatara ${randomBytes(3).toString("hex")}`;
  const places = [await newPlace({ name: `${mark} one` }), await newPlace({ name: `${mark} two` })];
  for (const place of places) {
    await system.simulator.fault({ id: place.subdomain, kind: "suggestions-none", account: place.login });
    await startJob(signedIn, place);
  }
  await signedIn.goto(`/given-up?q=${encodeURIComponent(mark)}`);
  const more = signedIn.getByRole("button", { name: /new, show/ });
  for (const place of places) {
    await expect(async () => {
      if (await more.isVisible()) await more.click();
      await expect(rowOf(signedIn, place)).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 90_000 });
  }

  // Somebody takes one on and says so.
  const [one = newPlaceMissing(), two = newPlaceMissing()] = places;
  await rowOf(signedIn, one).hover();
  await rowOf(signedIn, one).getByRole("button", { name: /^More/ }).click();
  await signedIn.getByRole("menuitem", { name: "Take", exact: true }).click();
  await expect(rowOf(signedIn, one).getByText("nobody yet")).toHaveCount(0);

  await signedIn.goto("/repeated-failures");
  await signedIn
    .getByRole("button", { name: /Retry this group of \d+/ })
    .first()
    .click();
  await expect(signedIn.getByRole("dialog").getByRole("button", { name: /^Retry \d+ jobs/ })).toBeVisible();
  await signedIn.keyboard.press("Escape");

  await system.simulator.heal();
  await signedIn.goto(`/given-up?q=${encodeURIComponent(mark)}`);
  await rowOf(signedIn, one).getByRole("checkbox").click();
  await rowOf(signedIn, two)
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  await expect(signedIn.getByText("2 selected")).toBeVisible();
  await signedIn.getByRole("button", { name: "Retry 2", exact: true }).click();
  await signedIn.getByRole("dialog").getByRole("button", { name: "Retry 2 jobs" }).click();
  await expect(signedIn.getByText(/Retry 2 jobs.*2 started again/)).toBeVisible({ timeout: 30_000 });
  // It is the server's: another look at the page tells the same.
  await signedIn.reload();
  await expect(signedIn.getByText(/Retry 2 jobs.*2 started again/)).toBeVisible();

  await signedIn.goto(`/jobs?view=all&q=${encodeURIComponent(mark)}`);
  for (const place of places) {
    await expect(rowOf(signedIn, place).getByText("Completed", { exact: true })).toBeVisible({ timeout: 90_000 });
    expect(await creates(place.subdomain)).toBe(1);
  }
  await signedIn.getByRole("button", { name: /of your jobs ended/ }).click();
  await expect(signedIn.getByRole("menuitem").filter({ hasText: mark }).first()).toBeVisible();
  await signedIn.keyboard.press("Escape");
  await expect(signedIn.getByRole("button", { name: "What became of your jobs" })).toBeVisible();
});

function newPlaceMissing(): never {
  throw new Error("a place is missing");
}

test("everything in a view is dismissed by its rule, with a note, and can be downloaded", async ({
  signedIn,
  newPlace,
  system,
}) => {
  const place = await newPlace({ name: `Kea ${randomBytes(3).toString("hex")}` });
  await system.simulator.fault({ id: place.subdomain, kind: "suggestions-none", account: place.login });
  await startJob(signedIn, place);
  await signedIn.goto(`/jobs?view=all&status=failed&q=${encodeURIComponent(place.name)}`);
  await expect(async () => {
    await signedIn.reload();
    await expect(rowOf(signedIn, place)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 90_000 });
  await system.simulator.heal();

  const download = signedIn.waitForEvent("download");
  await signedIn.getByRole("link", { name: /CSV/ }).click();
  const file = await (await download).createReadStream();
  const text = (await file.toArray()).join("");
  expect(text.trimEnd().split("\r\n")).toHaveLength(2);
  expect(text).toContain(place.name);

  await rowOf(signedIn, place).getByRole("checkbox").click();
  await signedIn.getByRole("button", { name: "Select all in this view" }).click();
  await expect(signedIn.getByText("All 1 in this view")).toBeVisible();
  await signedIn.getByRole("button", { name: "Dismiss all", exact: true }).click();
  await signedIn.getByLabel("Note, if others should know why").fill("Closed for good");
  await signedIn
    .getByRole("dialog")
    .getByRole("button", { name: /^Dismiss 1 job/ })
    .click();
  await expect(signedIn.getByText(/Dismiss 1 job: 1 dismissed/)).toBeVisible({ timeout: 30_000 });
  await signedIn.goto(`/given-up?q=${encodeURIComponent(place.name)}`);
  await expect(signedIn.getByText("Nothing for these filters")).toBeVisible();
});

test("filters live in the address, are kept as a view, and the view is where Jobs opens", async ({ signedIn }) => {
  const name = `Mine ${randomBytes(2).toString("hex")}`;
  await signedIn.goto("/jobs");
  await signedIn.getByRole("button", { name: "Filter", exact: true }).click();
  await signedIn.getByRole("menuitemcheckbox", { name: "Completed", exact: true }).click();
  await signedIn.getByRole("menuitemcheckbox", { name: "Cancelled", exact: true }).click();
  await signedIn.keyboard.press("Escape");
  await expect(signedIn).toHaveURL(/status=completed,cancelled/);
  await expect(signedIn.getByText("Completed or Cancelled")).toBeVisible();
  await signedIn.getByRole("button", { name: "Updated", exact: true }).click();
  await expect(signedIn).toHaveURL(/sort=oldest/);
  await expect(signedIn.getByRole("columnheader", { name: "Updated" })).toHaveAttribute("aria-sort", "ascending");
  await signedIn.getByRole("button", { name: "Save view" }).click();
  await signedIn.getByLabel("Name", { exact: true }).fill(name);
  await signedIn.getByRole("button", { name: "Save", exact: true }).click();
  await expect(signedIn.getByRole("button", { name, pressed: true })).toBeVisible();
  await signedIn.getByRole("button", { name: "This view" }).click();
  await signedIn.getByRole("menuitem", { name: "Open Jobs here" }).click();
  await expect(async () => {
    await signedIn.goto("/jobs");
    await expect(signedIn).toHaveURL(/status=completed,cancelled/, { timeout: 1_000 });
  }).toPass();
  await signedIn.getByRole("button", { name: "All", exact: true }).click();
  await expect(signedIn).toHaveURL(/view=all/);
  await signedIn.getByRole("button", { name, exact: true }).click();
  await signedIn.getByRole("button", { name: "This view" }).click();
  await signedIn.getByRole("menuitem", { name: "Take this view away" }).click();
  await expect(signedIn.getByRole("button", { name, exact: true })).toHaveCount(0);
});

test("the page asks rarely, never while hidden, and a poll that fails is no failed job", async ({ signedIn }) => {
  let polls = 0;
  let isDown = false;
  await signedIn.route(/\/api\/trpc\/[^?]*jobs\.status/, async (route) => {
    polls += 1;
    if (isDown) await route.abort();
    else await route.continue();
  });
  await signedIn.clock.install();
  await signedIn.goto("/given-up");
  await expect.poll(() => polls).toBe(1);
  const countIn = async (seconds: number) => {
    const before = polls;
    for (let n = 0; n < seconds; n += 5) {
      await signedIn.clock.runFor(5_000);
      // What was asked is answered by the real server, outside of the page's clock.
      await signedIn.evaluate(() => fetch("/api/health").then((answer) => answer.text()));
    }
    return polls - before;
  };
  const idle = await countIn(120);
  expect(idle).toBeGreaterThanOrEqual(3);
  expect(idle).toBeLessThanOrEqual(5);

  const setHidden = (isHidden: boolean) =>
    signedIn.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event("visibilitychange"));
    }, isHidden);
  await setHidden(true);
  expect(await countIn(120)).toBe(0);
  await setHidden(false);
  await expect.poll(() => polls).toBeGreaterThan(1 + idle);

  await signedIn.context().setOffline(true);
  await expect(signedIn.getByText("Reconnecting")).toBeVisible();
  await signedIn.context().setOffline(false);
  await expect(signedIn.getByText("Reconnecting")).toHaveCount(0);

  isDown = true;
  await countIn(45);
  await expect(signedIn.getByText("Reconnecting")).toBeVisible();
  await expect(signedIn.getByText("No answer from our server")).toHaveCount(0);
  isDown = false;
  await countIn(15);
  await expect(signedIn.getByText("Reconnecting")).toHaveCount(0);
});

import { countClicks, expect, startRegistration, test } from "./fixtures.ts";

test("a failed job says why in plain words, is retried with one press, and shows both tries", async ({
  signedIn,
  newPlace,
  creates,
  system,
}) => {
  const place = await newPlace();
  await system.simulator.fault({ id: place.subdomain, kind: "suggestions-none", account: place.login });
  await startRegistration(signedIn, place);
  const main = signedIn.getByRole("main");
  await expect(main.getByText("The map has no suggestion for this address.").first()).toBeVisible({ timeout: 60_000 });
  expect(await creates(place.subdomain)).toBe(0);
  await system.simulator.heal();
  const clicks = await countClicks(signedIn);
  await main.getByRole("button", { name: "Retry", exact: true }).first().click();
  const confirm = signedIn.getByRole("dialog").getByRole("button", { name: /^Retry/ });
  await confirm.or(main.getByText("Completed").first()).first().waitFor({ timeout: 60_000 });
  if (await confirm.isVisible()) await confirm.click();
  expect(await clicks()).toBeLessThanOrEqual(2);
  await expect(main.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  await expect(main.getByText(/Try 2|2 of/).first()).toBeVisible();
  expect(await creates(place.subdomain)).toBe(1);
});

test("a wrong portal password is tried once, holds the account, and a new one lets the job go on", async ({
  signedIn,
  newPlace,
  creates,
  signIns,
  system,
}) => {
  const place = await newPlace({ portalPassword: "not-what-we-keep-9" });
  await startRegistration(signedIn, place);
  const main = signedIn.getByRole("main");
  await expect(main.getByText("The portal refused the password.").first()).toBeVisible({ timeout: 60_000 });
  expect(await signIns(place.login)).toBe(1);
  await system.simulator.seed({ accounts: [{ email: place.login, password: "the-new-password-1" }] });
  await main
    .getByRole("button", { name: /new password/i })
    .first()
    .click();
  await signedIn.getByRole("dialog").getByLabel("Password", { exact: true }).fill("the-new-password-1");
  await signedIn
    .getByRole("dialog")
    .getByRole("button", { name: /password/i })
    .last()
    .click();
  await expect(main.getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  expect(await creates(place.subdomain)).toBe(1);
});

test("a form that cannot work says so at the field and starts nothing", async ({ signedIn, newPlace, creates }) => {
  const place = await newPlace();
  await signedIn.goto(`/restaurants/${place.id}/start/register_restaurant`);
  await signedIn.getByLabel("Name", { exact: true }).fill("x".repeat(500));
  await signedIn.getByLabel("Store address", { exact: true }).fill("ab");
  await signedIn.getByRole("button", { name: /Create 1 restaurant at Pumpd/ }).click();
  await expect(signedIn.getByText("Name is longer than 120 characters").first()).toBeVisible();
  await expect(signedIn.getByText("Store address needs at least 4 characters").first()).toBeVisible();
  await expect(signedIn).toHaveURL(/\/start\//);
  expect(await creates(place.subdomain)).toBe(0);
});

import { expectAccessible } from "./expect-accessible.ts";
import { expect, startRegistration, test } from "./fixtures.ts";

const COMPLETED_MS = 60_000;

test("a running job shows what its browser sees, with a way to pause it", async ({ signedIn, newPlace, system }) => {
  const place = await newPlace();
  await system.simulator.fault({
    kind: "delay",
    route: "GET /api/address-suggestions",
    ms: 9_000,
    times: 1,
    account: place.login,
  });
  await startRegistration(signedIn, place);
  const picture = signedIn.getByRole("img", { name: /The portal as our browser shows it now/ });
  await expect(picture).toBeVisible({ timeout: COMPLETED_MS });
  expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(200);
  await signedIn.getByRole("button", { name: "Pause the picture" }).click();
  await expect(signedIn.getByRole("button", { name: "Go on with the picture" })).toBeVisible();
  await expect(signedIn.getByRole("main").getByText("Completed").first()).toBeVisible({ timeout: COMPLETED_MS });
  await expect(picture).toHaveCount(0);
});

test("a job that failed twice tells both tries, its history and its pictures, by keyboard alone", async ({
  signedIn,
  newPlace,
  system,
}) => {
  const place = await newPlace();
  await system.simulator.fault({ id: place.subdomain, kind: "suggestions-none", account: place.login });
  await startRegistration(signedIn, place);
  const main = signedIn.getByRole("main");
  const headline = main.getByRole("heading", { name: "The map has no suggestion for this address." });
  await expect(headline).toBeVisible({ timeout: COMPLETED_MS });

  await signedIn.keyboard.press("r");
  await expect(signedIn.getByRole("dialog").getByText("If it is retried")).toBeVisible();
  await signedIn.keyboard.press("Enter");
  await expect(main.getByText("Try 2 of 3")).toBeVisible({ timeout: COMPLETED_MS });
  await expect(headline).toBeVisible({ timeout: COMPLETED_MS });

  await main.locator("summary", { hasText: /^Tries/ }).focus();
  await signedIn.keyboard.press("Enter");
  await expect(main.getByRole("columnheader", { name: "Try 1" })).toBeVisible();
  await expect(main.getByRole("row", { name: /Why it was tried/ })).toContainText("retry");

  await main.locator("summary", { hasText: /^History/ }).focus();
  await signedIn.keyboard.press("Enter");
  await expect(main.getByText(/: Retry$/)).toBeVisible();
  await expect(main.locator("li", { hasText: /: Retry$/ }).locator("time")).toHaveAttribute("title", /^\d{4}-.* UTC$/);
  await expectAccessible(signedIn);

  await signedIn.keyboard.press("l");
  await main
    .getByRole("radio", { name: "Errors" })
    .or(main.getByRole("button", { name: "Errors" }))
    .first()
    .click();
  await expect(main.getByText(/No line/)).toBeVisible();

  const enlarge = main.getByRole("button", { name: /^Enlarge/ });
  await enlarge.first().focus();
  await signedIn.keyboard.press("Enter");
  const dialog = signedIn.getByRole("dialog");
  await expect(dialog.getByText("1 of 2")).toBeVisible();
  await signedIn.keyboard.press("ArrowRight");
  await expect(dialog.getByText("2 of 2")).toBeVisible();
  await signedIn.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(enlarge.first()).toBeFocused();
});

test("two that could be the one are shown with what differs, and nothing is created", async ({
  signedIn,
  newPlace,
  creates,
  system,
}) => {
  const place = await newPlace();
  const elsewhere = `old${place.subdomain}`;
  await system.simulator.seed({
    accounts: [
      {
        email: place.login,
        password: place.password,
        restaurants: [{ name: place.name, subdomain: elsewhere, address: "14 Quiet Street, Te Aro, Wellington 6011" }],
      },
    ],
  });
  await startRegistration(signedIn, place);
  const main = signedIn.getByRole("main");
  await expect(main.getByRole("heading", { name: "Is one of these it?" })).toBeVisible({ timeout: COMPLETED_MS });
  const candidate = main.getByRole("radio", { name: new RegExp(elsewhere) });
  await expect(candidate).not.toBeChecked();
  await expect(candidate).toContainText("Store address: differs");
  await candidate.click();
  await main.getByRole("button", { name: "Link this one and check it" }).click();
  await expect(signedIn.getByText("We are looking at the portal and change nothing.")).toBeVisible();
  expect(await creates(place.subdomain)).toBe(0);
});

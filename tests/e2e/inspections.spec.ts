import { expect, startRegistration, test } from "./fixtures.ts";

test("a person looks at the portal before pressing, and again when it is done; looking creates nothing", async ({
  signedIn,
  newPlace,
  creates,
}) => {
  const place = await newPlace();
  await signedIn.goto(`/restaurants/${place.id}/start/register_restaurant`);
  await signedIn.getByRole("button", { name: "Check the portal first" }).click();
  await expect(signedIn.getByText("Pressing now would add 1.")).toBeVisible();
  await expect(signedIn.getByText("Would be added (1)")).toBeVisible();
  expect(await creates(place.subdomain)).toBe(0);

  await startRegistration(signedIn, place);
  await expect(signedIn.getByText("It is at the portal, and we read it back.")).toBeVisible();
  await signedIn.getByRole("button", { name: "Still so at the portal?" }).click();
  await expect(signedIn.getByText("The portal still shows what was asked for.")).toBeVisible();

  await signedIn.goto(`/restaurants/${place.id}`);
  await signedIn.getByRole("button", { name: "Still so at the portal?" }).click();
  await expect(signedIn.getByText("The portal still shows what was asked for.")).toBeVisible();
  await signedIn.getByRole("link", { name: /^Look / }).click();
  await expect(signedIn.getByRole("heading", { name: "We looked and changed nothing." })).toBeVisible();
  expect(await creates(place.subdomain)).toBe(1);
});

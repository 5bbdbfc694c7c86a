import { expect, test } from "./fixtures.ts";

test("a file of restaurants is looked through first; what does not fit stays out and can be saved", async ({
  signedIn,
  newPlace,
}) => {
  const there = await newPlace();
  const fresh = `Imported ${Date.now()}`;
  const csv = [
    "name,street address,phone,opening hours,note,colour",
    `${fresh},7 Example Crescent,07 555 0107,"tue-thu 11:30-21:30, fri 5pm-1am",Call before 11,red`,
    `${there.name},,,,,`,
    "Wrong Phone,,call me,,,",
  ].join("\n");
  await signedIn.goto("/restaurants");
  await signedIn.getByRole("link", { name: "From a CSV file" }).click();
  await signedIn.getByLabel("Choose a file").setInputFiles({
    name: "places.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(csv),
  });
  const main = signedIn.getByRole("main");
  await expect(main.getByText("“colour”")).toBeVisible();
  await expect(main.getByText(/phone: “call me”/)).toBeVisible();
  await expect(main.getByRole("link", { name: there.name })).toBeVisible();
  await main.getByRole("button", { name: "Add 1 restaurant" }).first().click();
  await expect(main.getByRole("heading", { name: "1 restaurant is in our records." })).toBeVisible();
  const saving = signedIn.waitForEvent("download");
  await main.getByRole("button", { name: "Save the 2 rows that were left out" }).click();
  expect((await saving).suggestedFilename()).toBe("restaurants-left-out.csv");

  await main.getByRole("link", { name: "Added" }).click();
  await expect(main.getByRole("heading", { name: fresh })).toBeVisible();
  await expect(main.getByText("Call before 11")).toBeVisible();
});

test("a note stands with its author and time, and can be taken away", async ({ signedIn, newPlace }) => {
  const place = await newPlace();
  await signedIn.goto(`/restaurants/${place.id}`);
  const notes = signedIn.getByRole("region", { name: "Notes" });
  await notes.getByLabel("New note").fill("Logo comes on Thursday");
  await notes.getByRole("button", { name: "Add note" }).click();
  const note = notes.getByRole("listitem").filter({ hasText: "Logo comes on Thursday" });
  await expect(note).toContainText("Hana");
  await expect(notes.getByLabel("New note")).toHaveValue("");
  await note.getByRole("button", { name: /Take away/ }).click();
  await expect(note).toHaveCount(0);
});

test("an account that is ours already is offered where it is typed again, without its password", async ({
  signedIn,
  newPlace,
}) => {
  const there = await newPlace();
  const name = `Second Door ${Date.now()}`;
  await signedIn.goto("/restaurants/new");
  await signedIn.getByLabel("Name", { exact: true }).fill(name);
  await signedIn.getByRole("button", { name: "Add restaurant" }).first().click();
  const main = signedIn.getByRole("main");
  await expect(main.getByRole("heading", { name })).toBeVisible();
  await main.getByRole("button", { name: "Add account" }).first().click();
  const dialog = signedIn.getByRole("dialog");
  await dialog.getByLabel("E-mail at the portal").fill(there.login.toUpperCase());
  await expect(dialog.getByText("We have this account already")).toBeVisible();
  await dialog.getByRole("button", { name: "Use this account here" }).click();
  await expect(main.getByText(there.login).first()).toBeVisible();
});

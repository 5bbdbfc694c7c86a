import { expectAccessible } from "./expect-accessible.ts";
import { countClicks, expect, startRegistration, test } from "./fixtures.ts";

const HEADER =
  "menuID,menuName,menuDisplayName,menuDescription,categoryID,categoryName,categoryDisplayName,categoryDescription,dishID,dishName,dishPrice,dishType,dishDescription,displayName,printName,tags";
const csv = (...rows: [dish: string, price: string, tags?: string][]) =>
  Buffer.from(
    [
      HEADER,
      ...rows.map(([dish, price, tags = ""]) => `,Dinner,,,,Mains,,,,${dish},${price},standard,,,,${tags}`),
    ].join("\n"),
  );
const file = (name: string, buffer: Buffer, mimeType = "text/csv") => ({ name, mimeType, buffer });
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("a restaurant is set up completely, each of the five jobs from its own form", async ({ signedIn, newPlace }) => {
  test.setTimeout(420_000);
  const place = await newPlace();
  const main = signedIn.getByRole("main");
  const completed = () => expect(main.getByText("Completed", { exact: true }).first()).toBeVisible({ timeout: 90_000 });
  /** From sign-in: Restaurants, the restaurant, its rung, the button. */
  const clicks = await countClicks(signedIn);
  let clicksToTheForm = 0;
  const start = async (rung: string) => {
    await clicks();
    await signedIn.getByRole("link", { name: "Restaurants" }).first().click();
    await main.getByRole("link", { name: place.name }).first().click();
    await main.getByRole("listitem").filter({ hasText: rung }).getByRole("link", { name: "Start it" }).click();
    await signedIn.waitForURL(/\/start\//);
    clicksToTheForm = await clicks();
    await expectAccessible(signedIn);
  };
  const press = async (button: RegExp) => {
    await clicks(); // what was filled in is the request, not the way
    await main.getByRole("button", { name: button }).first().click();
    await signedIn.waitForURL(/\/jobs\//);
    expect(clicksToTheForm + (await clicks())).toBeLessThanOrEqual(4);
    await completed();
  };

  await start("Register");
  await press(/^Create 1 restaurant at Pumpd/);

  await start("Upload menu");
  await main
    .getByLabel("Menu file", { exact: true })
    .locator("input[type=file]")
    .setInputFiles(file("dinner.csv", csv(["Pie", "7.00", "Vegan"], ["Soup", "9.50"])));
  await press(/^Add 2 dishes at Pumpd/);
  await expect(main.getByText("Dinner", { exact: true }).first()).toBeVisible();

  await start("Option sets");
  await main.getByRole("button", { name: "Add an option set" }).click();
  await main.getByLabel("Name of the set").fill("Choose your size");
  await main.getByLabel("Name of option 1", { exact: true }).fill("Small");
  await main.getByRole("button", { name: "Add an option", exact: true }).click();
  await main.getByLabel("Name of option 2", { exact: true }).fill("Large");
  await main.getByLabel("Price of option 2").fill("3.50");
  await main.getByRole("button", { name: /choose dishes for Choose your size/ }).click();
  await signedIn.getByRole("dialog").getByLabel("Pie").click();
  await signedIn.getByRole("dialog").getByRole("button", { name: "Done" }).click();
  await press(/^Set up 1 option set at Pumpd/);

  await start("Item tags");
  await main.getByRole("button", { name: "Take the dishes from dinner.csv" }).click();
  await expect(main.getByRole("button", { name: "On 1 dish: choose dishes for Vegan" })).toBeVisible();
  for (const preset of ["Halal", "Spicy", "Nut Free", "Dairy Free", "Gluten Free", "Deal", "New", "Popular"])
    await main.getByRole("button", { name: `Remove ${preset}` }).click();
  await press(/^Set up 2 tags at Pumpd/);

  await start("Website");
  await main.getByLabel("Primary colour", { exact: true }).fill("#8a1c2b");
  await main.locator("[id='field-logo'] input[type=file]").setInputFiles(file("logo.png", PIXEL, "image/png"));
  await expect(main.getByAltText("Logo, as it is kept")).toBeVisible();
  await main.getByLabel("Code for the head", { exact: true }).fill("<style>.store { --tint: 1 }</style>");
  await expect(main.getByText(/^Kept, /)).toBeVisible();
  await press(/^Set \d+ parts of the website at Pumpd/);
});

test("a menu with wrong rows says so at the rows, is put right there, and makes no job before", async ({
  signedIn,
  newPlace,
}) => {
  const place = await newPlace();
  await signedIn.goto(`/restaurants/${place.id}/start/upload_menu`);
  const main = signedIn.getByRole("main");
  const rows: [string, string][] = [
    ["Pie", "7.00"],
    ["Garlic", "abc"],
    ["", "8.50"],
  ];
  await main
    .getByLabel("Menu file", { exact: true })
    .locator("input[type=file]")
    .setInputFiles(file("wrong.csv", csv(...rows)));
  await expect(main.getByText("“abc” is not a price.")).toBeVisible();
  await expect(main.getByText("The dish's name is empty.")).toBeVisible();
  await expect(main.getByText("2 rows are in the way: 3 and 4.").first()).toBeVisible();
  await expectAccessible(signedIn);

  await signedIn.reload();
  await expect(main.getByText("“abc” is not a price.")).toBeVisible();
  await main.getByRole("button", { name: "Type the price" }).first().click();
  await main.getByLabel("The price of row 3").fill("12.50");
  await signedIn.keyboard.press("Enter");
  await expect(main.getByText("Row 4 is in the way.").first()).toBeVisible();
  await main.getByRole("button", { name: "Leave row 4 out" }).click();
  await expect(main.getByText("Nothing is wrong with any row.")).toBeVisible();
  await expect(main.getByText("Register it at the portal first").first()).toBeVisible();

  const asked = encodeURIComponent(JSON.stringify({ restaurantIds: [place.id] }));
  const jobs = await (await signedIn.request.get(`/api/trpc/jobs.list?input=${asked}`)).json();
  expect(jobs.result.data.rows).toEqual([]);
  const files = encodeURIComponent(JSON.stringify({ id: place.id }));
  await expect
    .poll(async () => {
      const kept = await (await signedIn.request.get(`/api/trpc/restaurants.files?input=${files}`)).json();
      return kept.result.data.map((one: { fileName: string }) => one.fileName);
    })
    .toEqual(["wrong.csv"]);
});

test("what a failed job asked for is corrected in its form, which says what differs and keeps it over a reload", async ({
  signedIn,
  newPlace,
  creates,
  system,
}) => {
  const place = await newPlace();
  const taken = { name: "Somebody else", subdomain: place.subdomain, address: "1 Ferry Terrace, Picton 7220" };
  await system.simulator.seed({
    accounts: [
      { email: `other-${place.subdomain}@places.example`, password: "of-nobody-here-7", restaurants: [taken] },
    ],
  });
  await startRegistration(signedIn, place);
  const main = signedIn.getByRole("main");
  await main.getByRole("link", { name: "Edit and run again" }).first().click({ timeout: 60_000 });
  await expect(main.getByText("Nothing yet. Pressing asks for the same again.")).toBeVisible();
  const another = `${place.subdomain}two`;
  await main.getByLabel("Store address", { exact: true }).fill(another);
  await expect(main.locator("ins", { hasText: another })).toBeVisible();
  await expect(signedIn.getByText(/Draft kept/)).toBeVisible();
  await signedIn.reload();
  await expect(main.locator("ins", { hasText: another })).toBeVisible();
  await main.getByRole("button", { name: /Create 1 restaurant at Pumpd/ }).click();
  await signedIn.waitForURL(/\/jobs\//);
  await expect(main.getByText("Completed", { exact: true }).first()).toBeVisible({ timeout: 90_000 });
  expect([await creates(place.subdomain), await creates(another)]).toEqual([0, 1]);
});

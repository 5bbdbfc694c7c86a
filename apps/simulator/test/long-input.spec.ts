import { afterAll, beforeAll, expect, test } from "vitest";
import { clientFor } from "./support/ask.ts";
import { menuCsv } from "./support/menu-csv.ts";
import {
  admin,
  email,
  harbour,
  newPage,
  openPortal,
  type Portal,
  password,
  restaurantId,
  signIn,
} from "./support/portal.ts";
import { BUTTON_GROUP, CREATE_THING, PAGE, TABS } from "./support/selectors.ts";

/** The largest restaurant anybody should have: the pages stay usable. */
const categoryCount = 80;
const dishCount = 1500;
const setCount = 100;
const tagCount = 40;
const oddNames = [
  '12" Pizza "Grande"',
  "Back\\slash \\n Bun",
  "Pāua Rēwena",
  "Crêpe & Co. (6)",
  "Ramen 🍜🔥",
  "<b>Bold</b> Toast",
  "O'Brien's 100%",
  "Unlimited, really",
];

let portal: Portal;
let client: ReturnType<typeof clientFor>;

beforeAll(async () => {
  portal = await openPortal();
  await portal.control.seed({ email, password, restaurants: [harbour] });
  client = clientFor(portal.simulator.port);
  await client.signIn(email, password);
});
afterAll(() => portal?.close());

test("1 500 items in 80 categories, 100 option sets and 40 tags go in and can be read and edited", async () => {
  const dishes = Array.from({ length: dishCount }, (_, n) => ({
    categoryName: `Category ${n % categoryCount} ${oddNames[n % oddNames.length]}`,
    dishName: n < oddNames.length ? (oddNames[n] ?? "") : `Dish ${n} ${"long ".repeat(n % 12)}`.trim(),
    dishPrice: (n / 100).toFixed(2),
    dishDescription: "Describing words, over and over. ".repeat(n % 9),
  }));
  expect((await client.importCsv(restaurantId, menuCsv(dishes))).status).toBe(200);
  const { restaurants } = await portal.control.state();
  type Seen = { categories: { dishes: { id: string; name: string }[] }[] };
  const seen = ((restaurants[0]?.menus ?? []) as Seen[])[0]?.categories ?? [];
  const imported = seen.flatMap((category) => category.dishes);
  expect([seen.length, imported.length]).toEqual([categoryCount, dishCount]);
  expect(new Set(imported.map((dish) => dish.name))).toEqual(new Set(dishes.map((dish) => dish.dishName)));

  const some = (n: number) => imported.filter((_, at) => at % (n + 2) === 0).map((dish) => dish.id);
  for (let n = 0; n < setCount; n += 1) {
    const options = Array.from({ length: 7 }, (_, at) => ({
      name: `${oddNames[at]} ${n}`,
      printName: "",
      price: "1.50",
      preselected: false,
    }));
    const body = {
      name: `Set ${n} ${oddNames[n % oddNames.length]}`,
      displayName: "",
      options,
      required: false,
      selectMultiple: true,
      enableQuantity: false,
      min: "0",
      max: "7",
      dishIds: some(n),
    };
    expect((await client.ask("POST", `/api/restaurants/${restaurantId}/option-sets`, { body })).status).toBe(201);
  }
  for (let n = 0; n < tagCount; n += 1) {
    const body = { name: `Tag ${n}`, text: "", icon: "", background: "#336699", color: "#ffffff", dishIds: some(n) };
    expect((await client.ask("POST", `/api/restaurants/${restaurantId}/tags`, { body })).status).toBe(201);
  }

  const page = await newPage(portal);
  await signIn(page);
  await page.goto(`${admin}/restaurant/${restaurantId}/menus`);
  await page.locator(`${PAGE} > ${BUTTON_GROUP} > button:nth-child(2)`).click();
  expect(await page.locator(".grid-card").count()).toBe(setCount);
  await page.click(CREATE_THING);
  const panel = "form > div > div:nth-child(1)";
  await page.locator(`${panel} > div:nth-child(2) input`).fill("The longest");
  await page.locator(`${TABS("option-set")} > div:nth-child(4) > div`).click();
  await page.locator(`${panel} > div > div > div > div > div > div > div.cursor.flex-center > svg`).first().click();
  // All arrows at once, in the page: eighty clicks by mouse prove nothing more.
  await page.locator("form div.m-l-2 > div > div > div.cursor.flex-center").evaluateAll((all) => {
    for (const one of all) (one as HTMLElement).click();
  });
  await expect.poll(() => page.locator("form span.m-l-2").count()).toBe(1 + categoryCount + dishCount);
  const startedAt = performance.now();
  for (const name of oddNames) {
    const labels = page.locator("form span.m-l-2");
    const at = await labels.evaluateAll((all, name) => all.findIndex((one) => one.textContent === name), name);
    await labels.nth(at).click();
  }
  console.log(`ticked ${oddNames.length} of ${dishCount} items in ${Math.round(performance.now() - startedAt)} ms`);
  await page.locator("form > div > div:last-child > button").click();
  await page.locator("form").waitFor({ state: "detached" });
  const made = (await portal.control.effects("option-set.create")).at(-1);
  const ids = new Set(imported.filter((dish) => oddNames.includes(dish.name)).map((dish) => dish.id));
  expect(new Set(Object(made?.values).dishIds)).toEqual(ids);

  await page.locator(`${PAGE} > ${BUTTON_GROUP} > button:nth-child(3)`).click();
  expect(await page.locator(".grid-card").count()).toBe(tagCount);
  await page.goto("http://harbournoodle.simulator.localhost/");
  expect(await page.locator("article").count()).toBe(dishCount);
  expect(await page.locator("h3", { hasText: "<b>Bold</b> Toast" }).count()).toBe(1);
});

test("eight browsers at once are served by one process", async () => {
  const pages = await Promise.all(Array.from({ length: 8 }, () => newPage(portal)));
  await Promise.all(
    pages.map(async (page, n) => {
      await signIn(page);
      await page.goto(`${admin}/restaurant/${restaurantId}/menus`);
      await page.locator(`${PAGE} > ${BUTTON_GROUP} > button:nth-child(${1 + (n % 3)})`).click();
      await page.locator(".list-item, .grid-card").first().waitFor();
    }),
  );
  await Promise.all(pages.map((page) => page.context().close()));
});

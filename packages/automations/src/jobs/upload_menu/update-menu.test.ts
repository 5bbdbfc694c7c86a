import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { codeOf } from "../../../test/support/portal-bench.ts";
import { openRestaurantBench, type RestaurantBench } from "../../../test/support/restaurant-bench.ts";
import { exampleMenuCsv, uploadMenuExamples } from "./examples.ts";
import { uploadMenuFlow as flow } from "./flow.ts";
import { countDishes, type Menu } from "./menu.ts";
import { readExport, readMenuCsv, writeMenuCsv } from "./menu-csv/index.ts";
import { differencesOf, unknownIds } from "./update-menu.ts";

// Up to three browsers, one after another; the limit is for hangs, also on a busy machine.
vi.setConfig({ testTimeout: 150_000 });

const IMPORT = "POST /api/restaurants/:id/menus/import";
const plain = readMenuCsv(exampleMenuCsv).menu;

/** The example with ids, as the portal would give them. */
const withIds: Menu = {
  ...plain,
  id: "aa000001",
  categories: plain.categories.map((category, at) => ({
    ...category,
    id: `bb00000${at}`,
    dishes: category.dishes.map((dish, place) => ({ ...dish, tags: [], id: `cc0000${at}${place}` })),
  })),
};

function changed(menu: Menu, name: string, change: { priceCents?: number; description?: string }): Menu {
  const categories = menu.categories.map((category) => ({
    ...category,
    dishes: category.dishes.map((dish) => (dish.name === name ? { ...dish, ...change } : dish)),
  }));
  return { ...menu, categories };
}

describe("what the portal's export proves", () => {
  test("several menus are read one by one", () => {
    const other = { ...withIds, id: "aa000002", name: "Lunch" };
    const [header, ...rows] = writeMenuCsv(withIds, { ids: "keep", variant: "cdn" }).trimEnd().split("\n");
    const [, ...more] = writeMenuCsv(other, { ids: "keep", variant: "cdn" }).trimEnd().split("\n");
    expect(readExport([header, ...rows, ...more].join("\n"))).toEqual([withIds, other]);
    expect(readExport("<html>")).toEqual([]);
  });

  test("an update is there only when every dish is as the file says", () => {
    const pho = (menu: Menu) => differencesOf(menu, withIds).filter(({ label }) => label === "Noodles: Beef Pho");
    expect(differencesOf(withIds, withIds)).toEqual([]);
    expect(pho(changed(withIds, "Beef Pho", { priceCents: 1 }))).toMatchObject([
      { after: expect.stringContaining("0.01") },
    ]);
    expect(pho(changed(withIds, "Beef Pho", { description: "other" }))).toMatchObject([
      { before: expect.not.stringContaining("other"), after: expect.stringContaining("other") },
    ]);
    const missing = differencesOf(withIds, undefined);
    expect(missing).toHaveLength(countDishes(withIds));
    expect(missing.every(({ before }) => before === null)).toBe(true);
  });

  test("ids that the portal does not know are named", () => {
    expect(unknownIds(withIds, withIds)).toEqual([]);
    expect(unknownIds(withIds, undefined)).toEqual(["The menu “Menu” with the id aa000001"]);
    expect(unknownIds(withIds, { ...withIds, categories: withIds.categories.slice(1) })).toEqual([
      "The category “Featured Items” with the id bb000000",
    ]);
  });
});

describe("at the portal", () => {
  let portal: RestaurantBench;
  beforeAll(async () => {
    portal = await openRestaurantBench();
  });
  beforeEach(async () => {
    await portal.reset();
    await portal.givenMenu(writeMenuCsv(withIds, { ids: "keep" }));
  });
  afterAll(() => portal.stop());

  const run = (menu: Menu, ids: "keep" | "blank" = "keep", job = "job-1") => {
    const csv = writeMenuCsv(menu, { ids });
    const sha256 = createHash("sha256").update(csv).digest("hex");
    const { small } = uploadMenuExamples;
    const input = { ...small, mode: "update", file: { ...small.file, sha256 } };
    return portal.run(flow, input, { files: { [small.file.artifactId]: csv }, job });
  };
  const priceOf = async (id: string) => {
    const dishes = (await portal.target()).menus.flatMap(({ categories }) =>
      categories.flatMap((category) => category.dishes),
    );
    return dishes.filter((dish) => dish.id === id).map(({ price }) => price);
  };

  test("changes the dish with that id, once, and makes nothing new", async () => {
    const cheaper = changed(withIds, "Kūmara & Feta", { priceCents: 1_350 });
    const { ending } = await run(cheaper);
    expect(ending).toMatchObject({
      kind: "finished",
      outcome: "success",
      result: { seen: { dishes: 9 }, missing: [] },
    });
    expect(await priceOf("cc000021")).toEqual(["13.50"]);
    expect((await portal.target()).menus).toHaveLength(1);
    expect(codeOf((await run(cheaper, "keep", "job-2")).ending)).toBe("finished");
    expect(await portal.changes()).toEqual(["menu.import"]);
  });

  test("an id that is not there, and a file without ids, send nothing", async () => {
    const strange = {
      ...withIds,
      categories: withIds.categories.map((one) => ({
        ...one,
        dishes: one.dishes.map((dish) => ({ ...dish, id: `${dish.id}x` })),
      })),
    };
    const { ending } = await run(strange);
    expect(ending).toMatchObject({
      kind: "failed",
      failure: { code: "ITEM_MISSING", about: { item: "The dish “Beef Pho” with the id cc000000x" } },
    });
    expect(codeOf((await run(withIds, "blank", "job-2")).ending)).toBe("INPUT_INVALID");
    expect(await portal.changes()).toEqual([]);
  });

  test.each([
    { kind: "silent-drop", route: IMPORT },
    { kind: "import-half", fraction: 0.5 },
  ])("$kind is never completed", async (fault) => {
    await portal.faults(fault);
    const { ending } = await run(changed(withIds, "Kūmara & Feta", { priceCents: 1_350 }));
    expect(codeOf(ending)).toBe("OUTCOME_UNKNOWN");
  });
});

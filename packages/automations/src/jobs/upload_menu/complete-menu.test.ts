import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { codeOf } from "../../../test/support/portal-bench.ts";
import { openRestaurantBench, type RestaurantBench } from "../../../test/support/restaurant-bench.ts";
import { type UploadMenuResult, uploadMenu } from "./definition.ts";
import { exampleMenuCsv, uploadMenuExamples } from "./examples.ts";
import { uploadMenuFlow as flow } from "./flow.ts";
import { readMenuCsv } from "./menu-csv/index.ts";
import { lackOf } from "./portal-menu.ts";

// Up to three browsers, one after another; the limit is for hangs, also on a busy machine.
vi.setConfig({ testTimeout: 150_000 });

const input = uploadMenu.input.parse(uploadMenuExamples.small);
const files = { [input.file.artifactId]: exampleMenuCsv };
const ours = readMenuCsv(exampleMenuCsv).menu;

test("what a menu lacks is told by category, name and price, and as often", () => {
  const [featured, noodles, ...others] = ours.categories;
  const there = { ...ours, id: "aa01", categories: [{ ...featured, id: "bb01" }] } as typeof ours;
  const lack = lackOf(ours, there);
  expect(lack.id).toBe("aa01");
  expect(lack.categories.map(({ id, dishes }) => [id, dishes.length])).toEqual([
    ["bb01", 0],
    ["", noodles?.dishes.length],
    ...others.map(({ dishes }) => ["", dishes.length]),
  ]);
});

describe("a half-imported menu", () => {
  let portal: RestaurantBench;
  beforeAll(async () => {
    portal = await openRestaurantBench();
  });
  beforeEach(() => portal.reset());
  afterAll(() => portal.stop());

  const run = (asked: unknown, job: string) => portal.run(flow, asked, { files, job });
  const dishesThere = async () =>
    (await portal.target()).menus.map(({ categories }) => categories.flatMap(({ dishes }) => dishes).length);

  async function half() {
    await portal.faults({ kind: "import-half", fraction: 0.5, times: 1 });
    const { ending } = await run(input, "job-1");
    if (ending.kind !== "finished") throw new Error(JSON.stringify(ending));
    const left = uploadMenu.remaining?.(input, ending.result as UploadMenuResult);
    expect(left).toMatchObject({ mode: "complete", counts: { dishes: 9, missing: 5 } });
    return left;
  }

  test("gets what it lacks, in the same menu, and nothing twice", async () => {
    const left = await half();
    const { ending } = await run(left, "job-2");
    expect(ending).toMatchObject({
      kind: "finished",
      outcome: "success",
      result: { seen: { categories: 4, dishes: 9 }, missing: [], extra: [] },
    });
    expect(await dishesThere()).toEqual([9]);
    expect(codeOf((await run(left, "job-3")).ending)).toBe("finished");
    expect(await portal.changes()).toEqual(["menu.import", "menu.import"]);
  });

  test("that gets half of the rest is partial again, and one that got nothing is never called done", async () => {
    const left = await half();
    await portal.faults({ kind: "import-half", fraction: 0.5, times: 1 });
    expect((await run(left, "job-2")).ending).toMatchObject({ outcome: "partial", result: { seen: { dishes: 6 } } });
    await portal.faults({ kind: "silent-drop", route: "POST /api/restaurants/:id/menus/import" });
    expect(codeOf((await run(left, "job-3")).ending)).toBe("OUTCOME_UNKNOWN");
    expect(await dishesThere()).toEqual([6]);
  });

  test("that is not there, or has other dishes, is left alone", async () => {
    const asked = { ...input, mode: "complete" };
    expect(codeOf((await run(asked, "job-1")).ending)).toBe("ITEM_MISSING");
    await portal.givenMenu(exampleMenuCsv.replaceAll("16.50", "17.50"));
    expect(codeOf((await run(asked, "job-2")).ending)).toBe("MENU_NAME_TAKEN");
    expect(await portal.changes()).toEqual([]);
  });
});

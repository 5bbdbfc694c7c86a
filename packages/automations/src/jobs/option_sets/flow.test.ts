import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { targetTraps, testFlowRow } from "../../../test/support/flow-matrix.ts";
import {
  type BenchRun,
  openRestaurantBench,
  type PortalState,
  type RestaurantBench,
} from "../../../test/support/restaurant-bench.ts";
import { exampleMenuCsv } from "../upload_menu/examples.ts";
import { readMenuCsv } from "../upload_menu/menu-csv/index.ts";
import type { OptionSetsResult } from "./definition.ts";
import { optionSetsExamples } from "./examples.ts";
import { optionSetsFlow as flow } from "./flow.ts";

// Up to three browsers, one after another; the limit is for hangs, also on a busy machine.
vi.setConfig({ testTimeout: 150_000 });

const input = optionSetsExamples.three;
const names = input.optionSets.map(({ name }) => name);
const CREATES = ["option-set.create", "option-set.create", "option-set.create"];

let portal: RestaurantBench;
beforeAll(async () => {
  portal = await openRestaurantBench();
});
beforeEach(async () => {
  await portal.reset();
  await portal.givenMenu(readMenuCsv(exampleMenuCsv).corrected);
});
afterAll(() => portal.stop());

const run = (more: BenchRun<typeof flow.automation> = {}, given: unknown = input) => portal.run(flow, given, more);

function resultOf({ ending }: Awaited<ReturnType<typeof run>>): OptionSetsResult & { outcome: string } {
  if (ending.kind !== "finished") throw new Error(JSON.stringify(ending));
  // Checked by the definition's own schema before it became an ending.
  return { ...(ending.result as OptionSetsResult), outcome: ending.outcome };
}

const statuses = (result: OptionSetsResult) => result.items.map(({ status }) => status);

function dishesOf({ menus }: PortalState, ids: readonly string[]): string[] {
  const dishes = menus.flatMap(({ categories }) =>
    categories.flatMap((category) => category.dishes.map((dish) => ({ ...dish, category: category.name }))),
  );
  return ids.map((id) => dishes.find((dish) => dish.id === id)).map((dish) => `${dish?.category}: ${dish?.name}`);
}

describe("a good run", () => {
  test("makes each set once, with options, prices, limits and every place of a dish", async () => {
    const result = resultOf(await run());
    expect(result.outcome).toBe("success");
    expect(statuses(result)).toEqual(["created", "created", "created"]);
    expect(await portal.changes()).toEqual(CREATES);
    const there = await portal.target();
    expect(there.optionSets.map(({ name }) => name)).toEqual(names);
    const [size, extras, notes] = there.optionSets;
    expect(size).toMatchObject({
      displayName: "Size",
      required: true,
      selectMultiple: false,
      enableQuantity: false,
      min: "1",
      max: "1",
    });
    expect(size?.options.map(({ name, printName, price }) => [name, printName, price])).toEqual([
      ["Small", "Small", ""],
      ["Large", "Large", "3.50"],
    ]);
    expect(dishesOf(there, size?.dishIds ?? [])).toEqual([
      "Featured Items: Beef Pho",
      "Noodles: Beef Pho",
      'Noodles: Udon "Failed" Special',
    ]);
    expect(extras).toMatchObject({
      displayName: names[1],
      required: false,
      selectMultiple: true,
      enableQuantity: true,
      max: "3",
    });
    expect(dishesOf(there, extras?.dishIds ?? [])).toEqual([
      "Featured Items: Unlimited Error Burger",
      "Burgers: Unlimited Error Burger",
      "Noodles: Spring Rolls",
      "Burgers: Kūmara & Feta",
    ]);
    expect(notes?.dishIds).toEqual([]);
  });

  test("changes only what differs, and leaves a tick of somebody else alone", async () => {
    await run();
    const [size] = (await portal.target()).optionSets;
    const burger = (await portal.target()).menus[0]?.categories[2]?.dishes[0]?.id ?? "";
    await portal.byHand("PUT", `/option-sets/${size?.id}`, {
      ...size,
      max: "5",
      options: size?.options.slice(0, 1),
      dishIds: [burger],
    });
    const before = (await portal.changes()).length;
    const result = resultOf(await run({ job: "job-2" }));
    expect(statuses(result)).toEqual(["updated", "kept", "kept"]);
    expect(result.items[0]?.extraDishes).toEqual(["Unlimited Error Burger"]);
    expect((await portal.changes()).length - before).toBe(1);
    const after = (await portal.target()).optionSets[0];
    expect(after).toMatchObject({ max: "1", options: size?.options });
    expect(after?.dishIds).toEqual([burger, ...(size?.dishIds ?? [])]);
  });
});

describe("items that cannot be as wanted", () => {
  test("a dish that is not on the menu is named, and the rest is done", async () => {
    const given = { ...input, optionSets: [{ ...input.optionSets[0], dishes: ["Beef Pho", "beef pho", "Beef Ph"] }] };
    const result = resultOf(await run({}, given));
    expect(result).toMatchObject({
      outcome: "partial",
      items: [{ status: "created", missingDishes: ["beef pho", "Beef Ph"] }],
    });
  });

  test("two sets of the same name at the portal: neither is touched, the others are made", async () => {
    const double = {
      internalNote: "",
      name: "Notes",
      displayName: "",
      options: [],
      required: false,
      selectMultiple: false,
      enableQuantity: false,
      min: "",
      max: "",
      dishIds: [],
    };
    await portal.byHand("POST", "/option-sets", double);
    await portal.byHand("POST", "/option-sets", double);
    const result = resultOf(await run());
    expect(result.outcome).toBe("partial");
    expect(statuses(result)).toEqual(["created", "created", "failed"]);
    expect(result.items[2]?.failure?.code).toBe("ITEM_AMBIGUOUS");
    expect(await portal.changes()).toEqual(CREATES.slice(1));
  });

  test("one that the portal refuses is named with its words, and the others are made", async () => {
    await portal.faults({
      kind: "status",
      route: "POST /api/restaurants/:id/option-sets",
      status: 422,
      message: "Limit reached.",
      nth: 2,
    });
    const result = resultOf(await run());
    expect(statuses(result)).toEqual(["created", "failed", "created"]);
    expect(result.items[1]?.failure).toMatchObject({ code: "FORM_REFUSED", about: { message: "Limit reached." } });
  });
});

test("a dropped change of a set is set again", async () => {
  await run();
  const [size] = (await portal.target()).optionSets;
  await portal.byHand("PUT", `/option-sets/${size?.id}`, { ...size, max: "5" });
  await portal.faults({ kind: "silent-drop", route: "PUT /api/restaurants/:id/option-sets/:setId", nth: 1 });
  expect(statuses(resultOf(await run({ job: "job-2" })))).toEqual(["updated", "kept", "kept"]);
  expect((await portal.target()).optionSets[0]?.max).toBe("1");
});

testFlowRow({
  flow,
  input,
  given: (at) => at.givenMenu(readMenuCsv(exampleMenuCsv).corrected),
  changes: CREATES,
  commit: { route: "POST /api/restaurants/:id/option-sets", nth: 2, repeat: "never" },
  traps: targetTraps(input),
});

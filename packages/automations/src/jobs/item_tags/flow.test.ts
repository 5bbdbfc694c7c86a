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
import type { ItemTagsResult } from "./definition.ts";
import { itemTagsExamples } from "./examples.ts";
import { itemTagsFlow as flow } from "./flow.ts";

// Up to three browsers, one after another; the limit is for hangs, also on a busy machine.
vi.setConfig({ testTimeout: 150_000 });

const input = itemTagsExamples.three;
const names = input.tags.map(({ name }) => name);
const CREATES = ["tag.create", "tag.create", "tag.create"];

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

function resultOf({ ending }: Awaited<ReturnType<typeof run>>): ItemTagsResult & { outcome: string } {
  if (ending.kind !== "finished") throw new Error(JSON.stringify(ending));
  // Checked by the definition's own schema before it became an ending.
  return { ...(ending.result as ItemTagsResult), outcome: ending.outcome };
}

const statuses = (result: ItemTagsResult) => result.items.map(({ status }) => status);

function dishNames({ menus }: PortalState, ids: readonly string[] = []): (string | undefined)[] {
  const dishes = menus.flatMap(({ categories }) => categories.flatMap((category) => category.dishes));
  return ids.map((id) => dishes.find((dish) => dish.id === id)?.name);
}

describe("a good run", () => {
  test("makes each tag once, in its colour, on every place of its dishes", async () => {
    const result = resultOf(await run());
    expect(result.outcome).toBe("success");
    expect(statuses(result)).toEqual(["created", "created", "created"]);
    expect(await portal.changes()).toEqual(CREATES);
    const there = await portal.target();
    expect(there.tags.map(({ name, text, background }) => [name, text, background])).toEqual([
      [names[0], names[0], "#b400fa"],
      [names[1], names[1], "#36ab36"],
      [names[2], names[2], "#deb887"],
    ]);
    expect(dishNames(there, there.tags[0]?.dishIds)).toEqual(["Beef Pho", "Beef Pho"]);
    expect(there.tags[2]?.dishIds).toEqual([]);
  });

  test("changes only the tag that differs, and reports a tick of somebody else", async () => {
    await run();
    const there = await portal.target();
    const rolls = there.menus[0]?.categories[1]?.dishes.find(({ name }) => name === "Spring Rolls")?.id ?? "";
    await portal.byHand("PUT", `/tags/${there.tags[2]?.id}`, {
      ...there.tags[2],
      icon: "",
      color: "#000000",
      background: "#123456",
      dishIds: [rolls],
    });
    const before = (await portal.changes()).length;
    const result = resultOf(await run({ job: "job-2" }));
    expect(statuses(result)).toEqual(["kept", "kept", "updated"]);
    expect(result.items[2]?.extraDishes).toEqual(["Spring Rolls"]);
    expect((await portal.changes()).length - before).toBe(1);
    expect((await portal.target()).tags[2]).toMatchObject({
      background: "#deb887",
      color: "#000000",
      dishIds: [rolls],
    });
  });
});

test("a dish that is not on the menu is named, and the tag is made", async () => {
  const result = resultOf(
    await run({}, { ...input, tags: [{ name: "Vegan", colour: "#36ab36", dishes: ["Beef Pho", "Kumara & Feta"] }] }),
  );
  expect(result).toMatchObject({
    outcome: "partial",
    items: [{ status: "created", missingDishes: ["Kumara & Feta"] }],
  });
});

test("a name that the portal will not take twice is named with its words, and the others are made", async () => {
  await portal.faults({
    kind: "status",
    route: "POST /api/restaurants/:id/tags",
    status: 422,
    message: "This name is already in use.",
    nth: 1,
  });
  const result = resultOf(await run());
  expect(statuses(result)).toEqual(["failed", "created", "created"]);
  expect(result.items[0]?.failure).toMatchObject({
    code: "FORM_REFUSED",
    about: { message: "This name is already in use." },
  });
});

testFlowRow({
  flow,
  input,
  given: (at) => at.givenMenu(readMenuCsv(exampleMenuCsv).corrected),
  changes: CREATES,
  commit: { route: "POST /api/restaurants/:id/tags", nth: 2, repeat: "never" },
  traps: targetTraps(input),
});

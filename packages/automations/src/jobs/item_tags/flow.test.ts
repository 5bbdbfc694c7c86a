import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { MemoryLedger } from "../../../test/support/memory-job-store.ts";
import { codeOf } from "../../../test/support/portal-bench.ts";
import {
  type BenchRun,
  LOST_AT,
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

  test("run again, also as another job, it keeps all and sends nothing", async () => {
    const ledger = new MemoryLedger();
    await run({ ledger, job: "job-1" });
    expect(statuses(resultOf(await run({ ledger, job: "job-2" })))).toEqual(["kept", "kept", "kept"]);
    expect(await portal.changes()).toEqual(CREATES);
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

test.each(["commit-then-reset", "commit-then-500", "partial-body"])(
  "%s at the second tag: each is there once",
  async (kind) => {
    await portal.faults({ kind, route: "POST /api/restaurants/:id/tags", nth: 2 });
    expect(statuses(resultOf(await run()))).toEqual(["created", "created", "created"]);
    expect(await portal.changes()).toEqual(CREATES);
  },
);

test("a silent drop ends before a person, and is not tried again", async () => {
  await portal.faults({ kind: "silent-drop", route: "POST /api/restaurants/:id/tags", nth: 2 });
  expect(codeOf((await run()).ending)).toBe("OUTCOME_UNKNOWN");
  expect(await portal.changes()).toEqual(["tag.create"]);
});

test.each(LOST_AT)("a worker lost at %s of the second tag: the next attempt leaves no tag twice", async (place) => {
  const ledger = new MemoryLedger();
  const first = await run({ ledger, crashAt: { place, nth: place === "before-finish" ? 1 : 2 } });
  expect(first.ending.kind).toBe("fenced");
  const second = await run({ ledger });
  if (place === "after-sent") expect(codeOf(second.ending)).toBe("OUTCOME_UNKNOWN");
  else expect(resultOf(second).outcome).toBe("success");
  const there = (await portal.target()).tags.map(({ name }) => name);
  expect(there).toEqual([...new Set(there)]);
  expect((await portal.changes()).filter((change) => change.includes(" at "))).toEqual([]);
});

test("a missing restaurant is never replaced by one of the same name", async () => {
  expect(codeOf((await run({}, { ...input, upstreamId: "RESmissing999" })).ending)).toBe("TARGET_NOT_FOUND");
  expect(codeOf((await run({}, { ...input, upstreamId: "REStrapTwo22" })).ending)).toBe("TARGET_MISMATCH");
  expect(await portal.changes()).toEqual([]);
});

import { failure } from "@pumpd/model";
import { expect, test } from "vitest";
import { itemTags } from "../jobs/item_tags/definition.ts";
import { itemTagsExamples } from "../jobs/item_tags/examples.ts";
import type { ItemReport } from "./flow.ts";
import { itemResultRows } from "./item-result-rows.ts";
import { type ItemResult, type ItemSight, itemResults } from "./item-results.ts";

const sight: ItemSight = { missingDishes: [], extraDishes: [] };
const item = (name: string, more: Partial<ItemResult> = {}): ItemResult => ({
  name,
  status: "kept",
  missingDishes: [],
  extraDishes: [],
  ...more,
});

test("two rounds over the same items become one word for each", () => {
  const refused = failure("FORM_REFUSED", { message: "Limit reached." });
  const named = (label: string) => ({ key: label, label });
  const made: ItemReport[] = [
    { ...named("new"), status: "done", seen: {} },
    { ...named("same"), status: "kept", seen: {} },
    { ...named("other"), status: "kept", seen: {} },
    { ...named("refused"), status: "failed", reason: "FORM_REFUSED", failure: refused },
  ];
  const compared: ItemReport<typeof sight>[] = [
    { ...named("new"), status: "kept", seen: sight },
    { ...named("same"), status: "kept", seen: { ...sight, extraDishes: ["Beef Pho"] } },
    { ...named("other"), status: "done", seen: { ...sight, missingDishes: ["Ramen"] } },
  ];
  expect(itemResults(made, compared)).toEqual([
    item("new", { status: "created" }),
    item("same", { extraDishes: ["Beef Pho"] }),
    item("other", { status: "updated", missingDishes: ["Ramen"] }),
    item("refused", { status: "failed", failure: refused }),
  ]);
  expect(() => itemResults(made, compared.slice(0, 2))).toThrow("“other” was not compared");
});

test("the panel shows the counts, then what needs a look with its reason", () => {
  const rows = itemResultRows(
    [
      item("fine", { status: "created" }),
      item("short", { missingDishes: ["Ramen"] }),
      item("refused", { status: "failed", failure: failure("ITEM_AMBIGUOUS", { item: "refused", count: 2 }) }),
    ],
    "https://admin.pumpd.example/restaurant/RES1/menus",
  );
  expect(rows.map(({ label, portal, isSame }) => [label, portal, isSame])).toEqual([
    ["All", "1 made, 1 was so already, 1 failed", false],
    ["short", "was so already; not on the menu: Ramen", false],
    ["refused", "“refused” is at the portal 2 times.", false],
    ["fine", "made", true],
  ]);
});

test("“retry failed items” asks for what is not whole, and for nothing when all is", () => {
  const input = itemTags.input.parse(itemTagsExamples.three);
  const [first, second, third] = input.tags.map(({ name }) => name);
  const result = (items: ItemResult[]) => ({ upstreamId: "RES1", portalPage: "https://admin.pumpd.example/", items });
  const part = [
    item(first ?? ""),
    item(second ?? "", { status: "failed" }),
    item(third ?? "", { missingDishes: ["Ramen"] }),
  ];
  expect(itemTags.remaining?.(input, result(part))?.tags.map(({ name }) => name)).toEqual([second, third]);
  expect(itemTags.remaining?.(input, result(input.tags.map(({ name }) => item(name))))).toBeUndefined();
});

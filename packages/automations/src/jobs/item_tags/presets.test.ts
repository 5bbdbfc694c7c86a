import { expect, test } from "vitest";
import { exampleMenuCsv } from "../upload_menu/examples.ts";
import { readMenuCsv } from "../upload_menu/menu-csv/index.ts";
import { presetOf, tagsOfMenu } from "./presets.ts";

test.each([
  ["Popular", "Popular"],
  ["MOST LIKED", "Popular"],
  [" gf ", "Gluten Free"],
  ["hot", "Spicy"],
  ["nut free", "Nut Free"],
  ["contains nuts", undefined],
  ["may contain nuts", undefined],
  ["nuts", undefined],
  ["spicy-ish", undefined],
])("the menu's tag %j means %j", (tag, preset) => {
  expect(presetOf(tag)).toBe(preset);
});

test("a menu's tags become all ten presets, each dish once", () => {
  const tags = tagsOfMenu(readMenuCsv(exampleMenuCsv).menu);
  expect(tags).toHaveLength(10);
  expect(tags.filter(({ dishes }) => dishes.length > 0).map(({ name, dishes }) => [name, dishes])).toEqual([
    ["Popular", ["Beef Pho"]],
    ["Vegan", ['Udon "Failed" Special']],
    ["Vegetarian", ["Kūmara & Feta"]],
    ["Gluten Free", ["Kūmara & Feta"]],
  ]);
});

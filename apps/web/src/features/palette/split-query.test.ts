import { describe, expect, it } from "vitest";
import { splitQuery } from "./split-query";

const jobs = [
  { type: "register_restaurant", title: "Register" },
  { type: "upload_menu", title: "Upload menu" },
  { type: "item_tags", title: "Item tags" },
];
const all = jobs.map(({ type }) => type);

describe("what was typed", () => {
  it.each([
    ["weta menu", ["upload_menu"], "weta"],
    ["menu weta & vine", ["upload_menu"], "weta & vine"],
    ["weta", all, "weta"],
    ["J-7K2MQ", all, "J-7K2MQ"],
    ["upload menu", ["upload_menu"], ""],
    ["it kitchen", all, "it kitchen"],
    ["", all, ""],
  ])("%j", (q, types, place) => expect(splitQuery(q, jobs)).toEqual({ types, place }));
  it("falls back to every type when two words name different ones", () => {
    expect(splitQuery("menu tags", jobs)).toEqual({ types: all, place: "" });
  });
});

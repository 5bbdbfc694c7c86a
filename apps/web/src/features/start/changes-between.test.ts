import { definitions } from "@pumpd/automations/definitions";
import { describe, expect, it } from "vitest";
import { changesBetween } from "./changes-between";

const { register_restaurant, option_sets, configure_website } = definitions;

describe("what a form asks for otherwise than the request before it", () => {
  it("is nothing when only the way of saying nothing differs", () => {
    expect(changesBetween(register_restaurant.input, { name: "Māhina", phone: "" }, { name: "Māhina" })).toEqual([]);
  });

  it("names each field with what it was and is, and a file by its name", () => {
    const logo = { artifactId: "0b7c1f52-3c1e-4f8e-9a55-5d1f5a6b7c11", fileName: "logo.png", bytes: 70 };
    const before = { theme: "dark", logo: { ...logo, sha256: "a".repeat(64) } };
    const after = { theme: "light", logo: { ...logo, fileName: "new.png", sha256: "b".repeat(64) } };
    expect(changesBetween(configure_website.input, before, after)).toEqual([
      { name: "theme", label: "Theme", was: "dark", is: "light" },
      { name: "logo", label: "Logo", was: "logo.png", is: "new.png" },
    ]);
  });

  it("names of many things only those that differ", () => {
    const set = (name: string, price: number) => ({ name, options: [{ name: "Large", price }] });
    const before = { optionSets: [set("Size", 3), set("Sauce", 1), set("Old", 1)] };
    const after = { optionSets: [set("Size", 4), set("Sauce", 1), set("New", 1)] };
    expect(changesBetween(option_sets.input, before, after)).toEqual([
      {
        name: "optionSets",
        label: "Option sets",
        was: "Size, Old, without New",
        is: "changed Size, without Old, added New",
      },
    ]);
  });
});

import { CLOSED_WEEK } from "@pumpd/model";
import { describe, expect, test } from "vitest";
import { examples } from "../../examples.ts";
import { registerRestaurant } from "./definition.ts";

const problemsOf = (changed: object) => {
  const { error } = registerRestaurant.input.safeParse({ ...examples.register_restaurant.plain, ...changed });
  return error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
};

describe("what is asked for", () => {
  const onMonday = (slot: object) => ({ openingHours: { ...CLOSED_WEEK, Monday: [slot] } });

  test.each<[string, object, string]>([
    ["no name", { name: " " }, "name: Name is empty; guests need one"],
    ["a name of 500 characters", { name: "ā".repeat(500) }, "name: Name is longer than 120 characters"],
    ["a store address of three", { subdomain: "kea" }, "subdomain: Store address needs at least 4 characters"],
    ["nothing left of a store address", { subdomain: " " }, "subdomain: Store address needs at least 4 characters"],
    [
      "a store address with a macron",
      { subdomain: "māhina" },
      "subdomain: Only a to z, 0 to 9 and hyphens, with a letter or digit at both ends",
    ],
    ["no address", { address: "" }, "address: Street address is missing; the portal needs one from its map"],
    ["an unknown country", { country: "XX" }, "country: Country is one of NZ, AU, US, GB, CA"],
    [
      "a timezone of elsewhere",
      { country: "NZ", timezone: "Europe/London" },
      "timezone: This timezone is not one of the country's",
    ],
    ["one time of two", onMonday({ open: "09:00" }), "openingHours.Monday.0.close: Time is missing"],
    [
      "open as long as nothing",
      onMonday({ open: "09:00", close: "09:00" }),
      "openingHours.Monday.0.close: Opens and closes at the same time",
    ],
  ])("%s is told at its field", (_name, changed, expected) => {
    expect(problemsOf(changed)).toContain(expected);
  });

  test("the example is right as it is", () => {
    expect(problemsOf({})).toEqual([]);
  });
});

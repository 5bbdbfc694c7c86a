import { describe, expect, test } from "vitest";
import { isSameName, proposeSubdomain, SUBDOMAIN_PATTERN } from "../src/index.ts";

describe("proposeSubdomain", () => {
  test.each([
    ["Harbour Noodle House", "harbournoodlehouse"],
    ["Wētā & Vine’s Kitchen", "wetavineskitchen"],
    ["Café Ōtepoti", "cafeotepoti"],
    ["Bo", "order-bo"],
    ["Tū", "order-tu"],
    ["24/7", "order-247"],
    ["***", ""],
    ["", ""],
    ["x".repeat(500), "x".repeat(63)],
  ])("%s → %s", (name, expected) => {
    const proposed = proposeSubdomain(name);
    expect(proposed).toBe(expected);
    if (proposed !== "") expect(proposed).toMatch(SUBDOMAIN_PATTERN);
  });
});

describe("SUBDOMAIN_PATTERN", () => {
  test.each([
    ["order-bo", true],
    ["abcd", true],
    ["abc", false],
    ["-abcd", false],
    ["abcd-", false],
    ["ab_cd", false],
    ["ABCD", false],
    ["wētā", false],
    ["a".repeat(63), true],
    ["a".repeat(64), false],
  ])("%s: %s", (subdomain, isRight) => {
    expect(SUBDOMAIN_PATTERN.test(subdomain)).toBe(isRight);
  });
});

describe("isSameName", () => {
  test.each([
    ["Ruby", "ruby", true],
    ["Vine’s  Kitchen ", "vine's kitchen", true],
    ["Wētā", "We\u0304ta\u0304", true],
    ["Wētā", "Weta", false],
    ["Ruby", "Rubys", false],
    ["Ruby", "Bury", false],
    ["Thai House", "The Thai House", false],
  ])("%s · %s: %s", (one, other, isSame) => {
    expect(isSameName(one, other)).toBe(isSame);
  });
});

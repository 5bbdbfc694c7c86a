import { expect, test } from "vitest";
import { backoffMs } from "../src/index.ts";

test("waits 5 s, 15 s, 45 s, then at most 5 minutes", () => {
  expect([1, 2, 3, 4, 5, 6, 20].map((tries) => backoffMs(tries, 0.5))).toEqual([
    5_000, 15_000, 45_000, 135_000, 300_000, 300_000, 300_000,
  ]);
});

test("varies by a fifth either way", () => {
  expect([backoffMs(1, 0), backoffMs(1, 1)]).toEqual([4_000, 6_000]);
});

test("never waits less than after the first try", () => {
  expect(backoffMs(0, 0.5)).toBe(5_000);
});

import { describe, expect, it } from "vitest";
import { nextLookMs } from "./polling-pace";

const at = (sinceChangeMs: number, more: Partial<Parameters<typeof nextLookMs>[0]> = {}) =>
  nextLookMs({ isMoving: true, sinceChangeMs, failuresInARow: 0, random: 0.5, ...more });

describe("the pace of looking", () => {
  it("is quick after a change and calms down", () => {
    expect([0, 29_999, 30_000, 119_999, 120_000].map((ms) => at(ms))).toEqual([2_000, 2_000, 5_000, 5_000, 10_000]);
  });
  it("is slow when nothing moves", () => expect(at(0, { isMoving: false })).toBe(30_000));
  it("backs off while nobody answers, and never past ten seconds", () => {
    expect([1, 2, 3, 4, 9].map((failuresInARow) => at(0, { failuresInARow }))).toEqual([
      2_000, 4_000, 8_000, 10_000, 10_000,
    ]);
  });
  it("is spread, so that pages do not ask in step", () => {
    expect(at(0, { random: 0 })).toBe(1_700);
    expect(at(0, { random: 1 })).toBe(2_300);
  });
});

import { describe, expect, test } from "vitest";
import { decide } from "./dashboard.ts";

const one = { upstreamId: "RES1", name: "Ruby", subdomain: "rubynz", address: "1 Tide Lane, Nelson" };
const wanted = { name: "Ruby", subdomain: "rubynz", address: "1 Tide Lane, Nelson" };

/** Who is ours among the restaurants of exactly this name. */
describe("decide", () => {
  test("name and store address: ours", () => expect(decide(wanted, [one])).toBe("RES1"));
  test("name alone: not ours", () =>
    expect(decide(wanted, [{ ...one, subdomain: "other", address: "elsewhere" }])).toBeUndefined());
  test("nobody: nobody", () => expect(decide(wanted, [])).toBeUndefined());
  test("ours beside a namesake: ours", () =>
    expect(decide(wanted, [{ ...one, upstreamId: "RES2", subdomain: "other" }, one])).toBe("RES1"));
  test("same name and street, other store address: a person decides", () =>
    expect(() => decide(wanted, [{ ...one, subdomain: "other" }])).toThrow("AMBIGUOUS_MATCH"));
  test("the one a person chose: that one, whatever its address", () => {
    const other = { ...one, upstreamId: "RES2", subdomain: "other" };
    expect(decide({ ...wanted, upstreamId: "RES2" }, [one, other])).toBe("RES2");
  });
  test("a chosen one of another name, or none: not found, and never made", () =>
    expect(() => decide({ ...wanted, upstreamId: "RES9" }, [one])).toThrow("TARGET_NOT_FOUND"));
  test("two with everything the same: a person decides", () =>
    expect(() => decide(wanted, [one, { ...one, upstreamId: "RES2" }])).toThrow("AMBIGUOUS_MATCH"));
});

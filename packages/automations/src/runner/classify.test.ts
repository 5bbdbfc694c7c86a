import { FAILURES } from "@pumpd/model";
import { describe, expect, test } from "vitest";
import { fail } from "../define/failed.ts";
import { ChromiumMissing } from "./chromium.ts";
import { classify, classifyLaunch } from "./classify.ts";
import { LeaseLost, StoreAway } from "./ports.ts";

const named = (name: string, message: string) => Object.assign(new Error(message), { name });
const coded = (code: string, cause?: unknown) => Object.assign(new Error("store", { cause }), { code });

describe("classify", () => {
  test.each([
    [fail("SUBDOMAIN_TAKEN", { subdomain: "x" }), "SUBDOMAIN_TAKEN"],
    [new StoreAway(), "DATABASE_AWAY"],
    [coded("ECONNREFUSED"), "DATABASE_AWAY"],
    [coded("57P01"), "DATABASE_AWAY"],
    [coded("08006"), "DATABASE_AWAY"],
    [new Error("query failed", { cause: coded("CONNECTION_CLOSED") }), "DATABASE_AWAY"],
    [coded("23505"), "INTERNAL"],
    [new ChromiumMissing("install one"), "BROWSER_MISSING"],
    [named("TimeoutError", "locator.click: Timeout 10000ms exceeded."), "PORTAL_SLOW"],
    [new Error("page.goto: net::ERR_CONNECTION_RESET at http://x/"), "PORTAL_UNREACHABLE"],
    [new Error("page.goto: net::ERR_SOCKS_CONNECTION_FAILED at http://x/"), "PORTAL_UNREACHABLE"],
    [new Error("page.goto: net::ERR_NAME_NOT_RESOLVED at http://x/"), "PORTAL_UNREACHABLE"],
    [new Error("page.goto: Target page, context or browser has been closed"), "BROWSER_CRASHED"],
    [new Error("page.click: Target crashed"), "BROWSER_CRASHED"],
    [new Error("locator.click: Error: strict mode violation: resolved to 2 elements"), "PORTAL_CHANGED"],
    [new TypeError("x is not a function"), "INTERNAL"],
    ["a thrown string", "INTERNAL"],
    [undefined, "INTERNAL"],
  ])("%s is %s", (thrown, code) => {
    const classified = classify(thrown);
    expect(classified).toMatchObject({
      kind: "failure",
      failure: { code, class: FAILURES[code as keyof typeof FAILURES].class },
    });
    if (classified.kind === "failure") expect(classified.stack !== undefined).toBe(code === "INTERNAL");
  });

  test("a lost lease is no failure", () => {
    expect(classify(new LeaseLost())).toEqual({ kind: "fenced" });
  });

  test("whatever goes wrong while launching is the machine's trouble", () => {
    expect(classifyLaunch(new Error("spawn /x ENOENT\nmore"))).toMatchObject({
      failure: { code: "BROWSER_MISSING", about: { reason: "spawn /x ENOENT" } },
    });
  });
});

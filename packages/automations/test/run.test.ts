import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { defineFlow } from "../src/define/index.ts";
import { registerRestaurant } from "../src/jobs/register_restaurant/definition.ts";
import { registerRestaurantExamples } from "../src/jobs/register_restaurant/examples.ts";
import { registerRestaurantFlow as flow } from "../src/jobs/register_restaurant/flow.ts";
import type { Crashpoint } from "../src/runner/crashpoints.ts";
import { StoreAway } from "../src/runner/ports.ts";
import { commandLineOf, listProcesses } from "../src/runner/process-tree.ts";
import { maySend } from "../src/runner/watch.ts";
import { MemoryLedger, TestLease } from "./support/memory-job-store.ts";
import { tempRoot } from "./support/own-browser.ts";
import { attempt, codeOf, openPortalBench, type PortalBench } from "./support/portal-bench.ts";

// Whole runs in a real browser, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

let portal: PortalBench;
beforeAll(async () => {
  portal = await openPortalBench();
});
afterAll(() => portal.stop());

const input = registerRestaurantExamples.plain;

/** Browser groups of this test file, by their profile's place. */
function browserGroups(): number[] {
  const mine = listProcesses().filter(
    ({ pid, isZombie }) => !isZombie && commandLineOf(pid).some((word) => word.includes(tempRoot)),
  );
  return [...new Set(mine.map(({ group }) => group))];
}

function expectNothingLeft(): void {
  expect(browserGroups()).toEqual([]);
  expect(readdirSync(tempRoot)).toEqual([]);
}

const onceAt = (place: Crashpoint, act: () => void | Promise<void>) => {
  let isDone = false;
  return async (reached: Crashpoint) => {
    if (reached !== place || isDone) return;
    isDone = true;
    await act();
  };
};

const freeze = () => {
  for (const group of browserGroups()) process.kill(-group, "SIGSTOP");
};
const crash = () => {
  for (const group of browserGroups()) process.kill(-group, "SIGKILL");
};

describe("limits are kept by the clock", () => {
  test("a browser that hangs is killed at the step limit, and the slot is free", async () => {
    await portal.reset();
    const startedAt = performance.now();
    const { ending, browser } = await attempt(portal, flow, input, {
      limits: { stepMs: 8_000 },
      onCrashpoint: onceAt("after-probe", freeze),
    });
    expect(ending).toMatchObject({ failure: { code: "BROWSER_HUNG", class: "browser" }, changed: false });
    expect(browser).toMatchObject({ killed: true, killReason: "BROWSER_HUNG" });
    expect(browser.overdueMs).toBeLessThan(5_000);
    expect(performance.now() - startedAt).toBeLessThan(40_000);
    expectNothingLeft();
  });

  test("an endless script in the page is a hang too", async () => {
    await portal.reset();
    await portal.faults({ kind: "endless-script", route: "GET /restaurants" });
    const { ending } = await attempt(portal, flow, input, { limits: { stepMs: 8_000 } });
    expect(codeOf(ending)).toBe("BROWSER_HUNG");
    expectNothingLeft();
  });

  test("a portal that never answers ends at the step limit", async () => {
    await portal.reset();
    await portal.faults({ kind: "hang", route: "GET /api/restaurants" });
    const { ending, browser, told } = await attempt(portal, flow, input, {
      limits: { stepMs: 8_000 },
      evidence: { pictures: "failures" },
    });
    expect(ending).toMatchObject({ failure: { code: "STEP_LIMIT", about: { seconds: 8 } } });
    expect(browser).toMatchObject({ killed: true, killReason: "STEP_LIMIT" });
    expect(browser.peakMemoryBytes).toBeGreaterThan(30_000_000);
    expect(told.pictures).toMatchObject([{ kind: "failure", caption: "STEP_LIMIT" }]);
    expect(told.steps.at(-1)).toMatchObject({ status: "failed", message: "STEP_LIMIT" });
    expectNothingLeft();
  });

  test("the run as a whole has a limit, and so has standing still", async () => {
    await portal.reset();
    await portal.faults({ kind: "hang", route: "GET /api/restaurants" });
    expect(codeOf((await attempt(portal, flow, input, { limits: { runMs: 6_000 } })).ending)).toBe("RUN_LIMIT");
    expect(codeOf((await attempt(portal, flow, input, { limits: { stallMs: 5_000 } })).ending)).toBe("STALLED");
    expectNothingLeft();
  });

  test("a page that eats memory is ended alone", async () => {
    await portal.reset();
    await portal.faults({ kind: "oom-page", megabytesPerSecond: 200 });
    await portal.faults({ kind: "hang", route: "GET /api/restaurants" });
    const { ending } = await attempt(portal, flow, input, { limits: { memoryBytes: 350 * 1024 ** 2 } });
    expect(codeOf(ending)).toBe("BROWSER_OUT_OF_MEMORY");
    expectNothingLeft();
  });

  test("a browser that dies is a crash, and what was sent is found by the next attempt", async () => {
    await portal.reset();
    const ledger = new MemoryLedger();
    const first = await attempt(portal, flow, input, { ledger, onCrashpoint: onceAt("after-apply", crash) });
    expect(first.ending).toMatchObject({ failure: { code: "BROWSER_CRASHED" }, changed: true });
    expect(ledger.rows).toMatchObject([{ state: "sent" }]);
    const second = await attempt(portal, flow, input, { ledger });
    expect(codeOf(second.ending)).toBe("finished");
    expect(await portal.effects()).toHaveLength(1);
    expectNothingLeft();
  });
});

describe("the lease", () => {
  /** A lease of the given length that stays whole until a crash point takes most of it away. */
  function shrinking(place: Crashpoint, toMs: number) {
    let remainingMs = 45_000;
    const lease = Object.assign(new TestLease(45_000), { remainingMs: () => remainingMs });
    const onCrashpoint = onceAt(place, () => {
      remainingMs = toMs;
    });
    return { lease, onCrashpoint };
  }

  test("runs out: the wire is cut, the browser killed, nothing is written any more", async () => {
    await portal.reset();
    const { ending, browser, told } = await attempt(portal, flow, input, shrinking("before-probe", 4_900));
    expect(ending).toEqual({ kind: "fenced" });
    expect(browser).toMatchObject({ killed: true, killReason: "FENCED" });
    expect(told.steps.at(-1)).toMatchObject({ key: "create", status: "running" });
    expectNothingLeft();
  });

  test("run out, what the flow throws is no news about the portal and is not written", async () => {
    await portal.reset();
    const { lease, onCrashpoint } = shrinking("before-probe", 4_900);
    const { ending, told } = await attempt(portal, flow, input, {
      lease,
      onCrashpoint: async (place) => {
        await onCrashpoint(place);
        if (lease.remainingMs() < 5_000) throw new Error("the connection was cut");
      },
    });
    expect(ending).toEqual({ kind: "fenced" });
    expect(told.steps.at(-1)).toMatchObject({ key: "create", status: "running" });
    expectNothingLeft();
  });

  test("too short to send: the commit is held back for good", async () => {
    await portal.reset();
    const ledger = new MemoryLedger();
    const { ending } = await attempt(portal, flow, input, { ledger, ...shrinking("while-held", 14_900) });
    expect(ending).toEqual({ kind: "fenced" });
    expect(await portal.requests("POST", "/api/restaurants")).toHaveLength(0);
    expect(ledger.rows).toMatchObject([{ state: "intended" }]);
    const next = await attempt(portal, flow, input, { ledger });
    expect(codeOf(next.ending)).toBe("finished");
    expect(await portal.effects()).toHaveLength(1);
  });

  test.each([
    [5_000, 1_700, true],
    [5_000, 1_600, false],
    [45_000, 15_100, true],
    [45_000, 14_900, false],
  ])("of %i ms with %i ms left: may send %s", (lengthMs, remainingMs, expected) => {
    expect(maySend({ lengthMs, remainingMs: () => remainingMs })).toBe(expected);
  });

  test("taken over by another attempt: fenced at the next write", async () => {
    await portal.reset();
    const ledger = new MemoryLedger();
    const { ending } = await attempt(portal, flow, input, {
      ledger,
      onCrashpoint: onceAt("while-held", () => void ledger.attempt("job-1", new TestLease())),
    });
    expect(ending).toEqual({ kind: "fenced" });
    expect(await portal.requests("POST", "/api/restaurants")).toHaveLength(0);
    expectNothingLeft();
  });
});

describe("stopping", () => {
  test.each<[Crashpoint, number]>([
    ["before-probe", 0],
    ["after-probe", 0],
    ["after-intent", 0],
    ["while-held", 0],
    ["after-sent", 1],
    ["after-continue", 1],
    ["after-apply", 1],
    ["before-observed", 1],
  ])("by a person %s: stops there, or after what was sent is seen", async (place, created) => {
    await portal.reset();
    const stop = new AbortController();
    let askedAt = 0;
    const { ending, ledger } = await attempt(portal, flow, input, {
      signal: stop.signal,
      onCrashpoint: onceAt(place, () => {
        askedAt = performance.now();
        stop.abort({ by: "person" });
      }),
    });
    expect(ending).toEqual({ kind: "stopped", by: "person", changed: created === 1 });
    expect(performance.now() - askedAt).toBeLessThan(5_000);
    expect(await portal.effects()).toHaveLength(created);
    expect(ledger.rows.map(({ state }) => state)).not.toContain("sent");
    expectNothingLeft();
  });

  test("for a shutdown it hands back at a step border, and the next attempt goes on", async () => {
    await portal.reset();
    const stop = new AbortController();
    const ledger = new MemoryLedger();
    const first = await attempt(portal, flow, input, {
      ledger,
      signal: stop.signal,
      onCrashpoint: onceAt("after-sent", () => stop.abort({ by: "shutdown" })),
    });
    expect(first.ending).toEqual({ kind: "stopped", by: "shutdown", changed: true });
    expect(first.told.steps.at(-1)).toMatchObject({ key: "create", status: "done" });
    const second = await attempt(portal, flow, input, { ledger });
    expect(codeOf(second.ending)).toBe("finished");
    expect(second.told.steps[1]).toMatchObject({ key: "create", status: "kept" });
    expect(await portal.effects()).toHaveLength(1);
  });

  test("asked before it began, there is no browser at all", async () => {
    const stop = AbortSignal.abort({ by: "shutdown" });
    const { ending, browser } = await attempt(portal, flow, input, { signal: stop });
    expect(ending).toEqual({ kind: "stopped", by: "shutdown", changed: false });
    expect(browser.peakMemoryBytes).toBe(0);
  });
});

describe("what is ours to get wrong", () => {
  test("a ledger that goes away at the gate sends nothing", async () => {
    await portal.reset();
    const { ending, ledger } = await attempt(portal, flow, input, {
      wrapStore: (store) => ({ ...store, markSent: () => Promise.reject(new StoreAway()) }),
    });
    expect(ending).toMatchObject({ failure: { code: "DATABASE_AWAY" }, changed: false });
    expect(ledger.rows).toMatchObject([{ state: "intended" }]);
    expect(await portal.requests("POST", "/api/restaurants")).toHaveLength(0);
  });

  test("a browser that cannot be started", async () => {
    const broken = { ...flow };
    const { ending } = await attempt(portal, broken, input, { executablePath: "/nowhere/chromium" });
    expect(ending).toMatchObject({ failure: { code: "BROWSER_MISSING" }, changed: false });
    expectNothingLeft();
  });

  test("a result that is not the definition's", async () => {
    await portal.reset();
    const wrong = defineFlow(registerRestaurant, async ({ portal: door }) => {
      await door.signIn();
      return {
        upstreamId: "nonsense",
        subdomain: "x",
        storeUrl: "x",
        readBack: { name: "", address: "", phone: "", slotCount: 0, currency: "", taxInPrices: true },
      };
    });
    expect(codeOf((await attempt(portal, wrong, input)).ending)).toBe("RESULT_INVALID");
  });

  test("a bug in a flow keeps its stack and ends the browser", async () => {
    await portal.reset();
    const buggy = defineFlow(registerRestaurant, async () => {
      throw new TypeError("undefined is not a restaurant");
    });
    const { ending } = await attempt(portal, buggy, input);
    expect(ending).toMatchObject({ failure: { code: "INTERNAL" } });
    expect(ending.kind === "failed" && ending.stack).toMatch(/undefined is not a restaurant/);
    expectNothingLeft();
  });

  test("the password is in nothing that is written down", async () => {
    await portal.reset();
    const { told, ledger, ending } = await attempt(portal, flow, input, { password: "canary-7f3a" });
    expect(codeOf(ending)).toBe("WRONG_PASSWORD");
    expect(JSON.stringify([told, ledger.rows, ending])).not.toContain("canary-7f3a");
  });
});

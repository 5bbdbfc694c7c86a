import { CLOSED_WEEK } from "@pumpd/model";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { testFlowRow } from "../../../test/support/flow-matrix.ts";
import { MemoryLedger } from "../../../test/support/memory-job-store.ts";
import { attempt, codeOf, openPortalBench, type PortalBench } from "../../../test/support/portal-bench.ts";
import { registerRestaurantExamples as examples } from "./examples.ts";
import { registerRestaurantFlow as flow } from "./flow.ts";

// Whole runs in a real browser, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

let portal: PortalBench;
beforeAll(async () => {
  portal = await openPortalBench();
});
afterAll(() => portal.stop());

const CREATE = "POST /api/restaurants";
const input = examples.plain;

describe("a good run", () => {
  test("creates the restaurant once and reads it back, macrons, apostrophes and late hours included", async () => {
    await portal.reset();
    const { ending, told, ledger } = await attempt(portal, flow, examples.late);
    expect(codeOf(ending)).toBe("finished");
    const effects = await portal.effects();
    expect(effects).toHaveLength(1);
    expect(effects[0]?.values).toMatchObject({
      name: "Wētā & Vine’s Kitchen",
      subdomain: "wetaandvineskitchen",
      address: "7 Pōhutukawa Road, Auckland 1010, New Zealand",
      phone: "+64 9 555 0107",
      locale: "en-NZ",
      timezone: "Pacific/Chatham",
      currency: "NZD",
      taxInPrices: false,
      hours: [
        { day: "Monday", open: "00:00", close: "01:00" },
        { day: "Wednesday", open: "11:30", close: "14:30" },
        { day: "Wednesday", open: "17:00", close: "22:00" },
        { day: "Friday", open: "17:00", close: "23:59" },
        { day: "Saturday", open: "00:00", close: "02:30" },
        { day: "Saturday", open: "17:00", close: "23:59" },
        { day: "Sunday", open: "18:00", close: "23:59" },
      ],
    });
    expect(ending).toMatchObject({
      outcome: "success",
      result: {
        upstreamId: effects[0]?.restaurantId,
        subdomain: "wetaandvineskitchen",
        readBack: { name: "Wētā & Vine’s Kitchen", slotCount: 7, currency: "NZD", taxInPrices: false },
      },
    });
    expect(told.steps.map(({ key, status }) => `${key} ${status}`)).toEqual([
      "signIn done",
      "create done",
      "readBack done",
    ]);
    expect(ledger.rows).toMatchObject([{ state: "observed", naturalKey: "wetaandvineskitchen" }]);
    const progress = told.progress.map(({ n }) => n);
    expect(progress).toEqual(progress.toSorted());
    expect(await portal.requests("POST", "/api/session")).toHaveLength(1);
  });

  test("a week without hours keeps the portal's own first slot", async () => {
    await portal.reset();
    const { ending } = await attempt(portal, flow, examples.closed);
    expect(ending).toMatchObject({ kind: "finished", result: { readBack: { slotCount: 1 } } });
  });

  test("pictures are taken of each step but the sign-in, and none shows a password field", async () => {
    await portal.reset();
    const { told } = await attempt(portal, flow, input, { evidence: { pictures: "steps", isWatched: () => true } });
    expect(told.pictures.filter(({ kind }) => kind === "step").map(({ caption }) => caption)).toEqual([
      "Sign in",
      "Create the restaurant",
      "Read back",
    ]);
    expect(told.pictures.every(({ bytes }) => bytes > 1_000)).toBe(true);
    expect(told.pictures.some(({ kind }) => kind === "live")).toBe(true);
  });
});

describe("what it takes for the same restaurant", () => {
  test("near-equal names are others: it is created, and the right id is read", async () => {
    await portal.reset([
      { name: "Harbour Noodle Houses", subdomain: "harbournoodlehouses" },
      { name: "Harbour Noodle Hous", subdomain: "harbournoodlehous" },
      { name: "The Harbour Noodle House", subdomain: "theharbournoodlehouse" },
    ]);
    const { ending } = await attempt(portal, flow, input);
    const [created] = await portal.effects();
    expect(ending).toMatchObject({
      kind: "finished",
      result: { upstreamId: created?.restaurantId, subdomain: input.subdomain },
    });
  });

  test("a namesake elsewhere is another: name alone is never ours", async () => {
    await portal.reset([
      {
        name: "HARBOUR  noodle house",
        subdomain: "harbour-noodle-2",
        address: "1 Other Street, Nelson 7010, New Zealand",
      },
    ]);
    const { ending } = await attempt(portal, flow, input);
    const [created] = await portal.effects();
    expect(ending).toMatchObject({ kind: "finished", result: { upstreamId: created?.restaurantId } });
  });

  test("name and store address together are ours, whatever the case and the apostrophe", async () => {
    await portal.reset([{ id: "RESknown1", name: "wētā & vine's KITCHEN", subdomain: "wetaandvineskitchen" }]);
    const { ending } = await attempt(portal, flow, examples.late);
    expect(ending).toMatchObject({ kind: "finished", result: { upstreamId: "RESknown1" } });
    expect(await portal.effects()).toHaveLength(0);
  });

  test("the same name and street under another store address is for a person to decide", async () => {
    await portal.reset([{ name: input.name, subdomain: "old-noodles", address: input.address }]);
    const { ending } = await attempt(portal, flow, input);
    expect(codeOf(ending)).toBe("AMBIGUOUS_MATCH");
    expect(ending).toMatchObject({ failure: { about: { candidates: [expect.stringContaining("old-noodles")] } } });
    expect(await portal.effects()).toHaveLength(0);
  });

  test("two entries that both look like ours are named, and neither is touched", async () => {
    await portal.reset([{ name: input.name, subdomain: input.subdomain }]);
    await portal.faults({ kind: "dup-list-entries" });
    const { ending } = await attempt(portal, flow, input);
    expect(codeOf(ending)).toBe("AMBIGUOUS_MATCH");
    expect(await portal.effects()).toHaveLength(0);
  });
});

describe("what the portal refuses", () => {
  test("a taken store address", async () => {
    await portal.reset([{ name: "Somebody Else", subdomain: input.subdomain }]);
    const { ending, ledger } = await attempt(portal, flow, input);
    expect(ending).toMatchObject({
      failure: { code: "SUBDOMAIN_TAKEN", about: { subdomain: input.subdomain } },
      changed: false,
    });
    expect(ledger.rows).toMatchObject([{ state: "refused" }]);
    expect(await portal.effects()).toHaveLength(0);
  });

  test("a form without a phone number, in the portal's own words", async () => {
    await portal.reset();
    const { ending } = await attempt(portal, flow, { ...input, phone: "" });
    expect(ending).toMatchObject({
      failure: { code: "FORM_REFUSED", about: { message: "Please enter a contact number." } },
      changed: false,
    });
  });

  test("an address the map does not know", async () => {
    await portal.reset();
    const { ending } = await attempt(portal, flow, {
      ...input,
      address: "12 Nowhere Street, Wellington 6011, New Zealand",
    });
    expect(codeOf(ending)).toBe("ADDRESS_NOT_SUGGESTED");
    expect(await portal.requests("POST", "/api/restaurants")).toHaveLength(0);
  });

  test("another street first in the list is never taken", async () => {
    await portal.reset();
    await portal.faults({ kind: "suggestions-lookalike-first" });
    const { ending } = await attempt(portal, flow, input);
    expect(ending).toMatchObject({ kind: "finished", result: { readBack: { address: input.address } } });
  });

  test("a request that no longer fits, before there is a browser", async () => {
    const { ending, browser } = await attempt(portal, flow, {
      ...input,
      name: "",
      openingHours: { ...CLOSED_WEEK, Monday: [{ open: "9" }] },
    });
    expect(codeOf(ending)).toBe("INPUT_INVALID");
    expect(browser.peakMemoryBytes).toBe(0);
  });
});

describe("at the sign-in", () => {
  test("a wrong password is tried once", async () => {
    await portal.reset();
    const { ending } = await attempt(portal, flow, input, { password: "not-the-password" });
    expect(codeOf(ending)).toBe("WRONG_PASSWORD");
    expect(await portal.requests("POST", "/api/session")).toHaveLength(1);
  });

  test.each([
    [{ kind: "login-lockout", after: 0 }, "ACCOUNT_LOCKED"],
    [{ kind: "captcha-page" }, "CAPTCHA"],
    [{ kind: "maintenance-page" }, "MAINTENANCE"],
    [{ kind: "maintenance-page", status: 503 }, "MAINTENANCE"],
    [{ kind: "maintenance-page", route: "POST /api/session" }, "MAINTENANCE"],
    [{ kind: "status", status: 502, route: "GET document:*" }, "PORTAL_ERROR"],
    [{ kind: "status", status: 500, route: "POST /api/session" }, "PORTAL_ERROR"],
    [{ kind: "status", status: 500, route: "GET /api/session" }, "PORTAL_ERROR"],
    [{ kind: "rate-limit", route: "POST /api/session" }, "THROTTLED"],
    [{ kind: "reset-before-commit", route: "POST /api/session" }, "PORTAL_UNREACHABLE"],
  ])("%j is %s", async (fault, code) => {
    await portal.reset();
    await portal.faults(fault);
    const { ending } = await attempt(portal, flow, input);
    expect(codeOf(ending)).toBe(code);
    expect((await portal.requests("POST", "/api/session")).length).toBeLessThanOrEqual(1);
    expect(await portal.requests("POST", "/api/restaurants")).toHaveLength(0);
  });
});

describe("before anything is sent", () => {
  test.each([
    [{ kind: "status", status: 500, route: "GET /api/restaurants" }, "PORTAL_ERROR"],
    [{ kind: "rate-limit", route: "GET /api/restaurants" }, "THROTTLED"],
    [{ kind: "maintenance-page", route: "GET /api/restaurants" }, "MAINTENANCE"],
    [{ kind: "status", status: 500, route: "GET /api/address-suggestions" }, "PORTAL_ERROR"],
  ])("%j is %s, and an empty list proves nothing", async (fault, code) => {
    await portal.reset([{ name: input.name, subdomain: input.subdomain }]);
    if (fault.route?.includes("address")) await portal.reset();
    await portal.faults(fault);
    const { ending } = await attempt(portal, flow, input);
    expect(codeOf(ending)).toBe(code);
    expect(await portal.requests("POST", "/api/restaurants")).toHaveLength(0);
  });

  test.each([
    [
      "the button that adds one, renamed",
      { mode: "rename", selector: ".page .look-primary", to: "Begin" },
      /adds a restaurant/,
    ],
    ["the create dialog's phone field, removed", { mode: "remove", selector: 'input[type="tel"]' }, /create dialog/],
    [
      "the row of the currency, renamed",
      { mode: "rename", selector: "form > div:nth-child(12) .row-title", to: "Money" },
      /Currency/,
    ],
    [
      "the button that creates, doubled",
      { mode: "duplicate", selector: '[id$="-content"] form > button' },
      /button that creates/,
    ],
    [
      "the button that signs in, doubled",
      { mode: "duplicate", selector: ".login form > button" },
      /button that signs in/,
    ],
    ["the tax row, removed", { mode: "remove", selector: "form > div:nth-child(13)" }, /Tax in prices/],
  ])("%s: the page is not the page we know", async (_name, drift, landmark) => {
    await portal.reset();
    await portal.faults({ kind: "drift", ...drift });
    const { ending } = await attempt(portal, flow, input);
    expect(codeOf(ending)).toBe("PORTAL_CHANGED");
    expect(ending.kind === "failed" && ending.failure.about.landmark).toMatch(landmark);
    expect(await portal.requests("POST", "/api/restaurants")).toHaveLength(0);
  });

  test("a portal release that renames every class hash changes nothing for us", async () => {
    await portal.reset();
    await portal.faults({ kind: "class-rename" });
    expect(codeOf((await attempt(portal, flow, input)).ending)).toBe("finished");
  });
});

describe("what it puts up with", () => {
  test.each([
    ["popups over everything", { kind: "notification-popup" }],
    ["a survey in the middle", { kind: "survey-modal", afterMs: 300 }],
    ["a list that is drawn late", { kind: "list-late", ms: 1_500 }],
    ["an overlay that stays", { kind: "overlay-stuck", ms: 1_500 }],
    ["slow answers", { kind: "delay", ms: 400, route: "/api/*" }],
    ["time fields that keep their content", { kind: "time-input-keeps" }],
    ["new restaurants at the end of the list", { kind: "list-last" }],
    ["a new restaurant that shows up late", { kind: "slow-list", ms: 1_500 }],
    ["a session that ends while we look", { kind: "session-expire", route: "GET /api/restaurants", nth: 2 }],
    [
      "a session that ends in the middle of the form",
      { kind: "session-expire", route: "GET /api/address-suggestions", nth: 1 },
    ],
  ])("%s", async (_name, fault) => {
    await portal.reset([{ name: "Another One", subdomain: "anotherone" }]);
    await portal.faults(fault);
    const { ending } = await attempt(portal, flow, input);
    expect(ending).toMatchObject({ kind: "finished", outcome: "success" });
    expect(await portal.effects()).toHaveLength(1);
  });
});

describe("after the button is pressed", () => {
  test.each(["commit-then-close", "commit-then-408"])("%s: it is found and adopted, and there is one", async (kind) => {
    await portal.reset();
    await portal.faults({ kind, route: CREATE });
    const { ending, told } = await attempt(portal, flow, input);
    expect(ending).toMatchObject({ kind: "finished", outcome: "success" });
    expect(await portal.effects()).toHaveLength(1);
    expect(told.progress.some(({ message }) => message === "Checking the portal")).toBe(true);
  });

  test("commit-then-reset on a connection that was used before arrives once", async () => {
    await portal.reset();
    await portal.faults(
      { kind: "commit-then-reset", route: CREATE, onlyReused: true },
      { kind: "subdomain-not-unique" },
    );
    const { ending } = await attempt(portal, flow, input);
    expect(codeOf(ending)).toBe("finished");
    expect(await portal.effects()).toHaveLength(1);
  });

  test.each([
    { kind: "reset-before-commit" },
    { kind: "status", status: 500 },
    { kind: "hang" },
    { kind: "silent-drop" },
  ])("%j: not seen, so a person decides; the next attempt looks and does not create", async (fault) => {
    await portal.reset();
    await portal.faults({ ...fault, route: CREATE });
    const first = await attempt(portal, flow, input, { timings: { probeAfterSentMs: 1_000, answerMs: 1_000 } });
    expect(first.ending).toMatchObject({
      failure: { code: "OUTCOME_UNKNOWN", about: { button: "Create", thing: "the restaurant" } },
      changed: true,
    });
    expect(first.told.steps[1]).toMatchObject({ key: "create", status: "unverified" });
    await portal.heal();
    const second = await attempt(portal, flow, input, { ledger: first.ledger, timings: { probeAfterSentMs: 1_000 } });
    expect(codeOf(second.ending)).toBe("OUTCOME_UNKNOWN");
    expect(await portal.effects()).toHaveLength(0);
    expect(await portal.requests("POST", "/api/restaurants")).toHaveLength(1);
  });

  test("429 on the press: nothing was created, and it waits", async () => {
    await portal.reset();
    await portal.faults({ kind: "rate-limit", route: CREATE });
    const { ending, ledger } = await attempt(portal, flow, input);
    expect(ending).toMatchObject({ failure: { code: "THROTTLED" }, changed: false });
    expect(ledger.rows).toMatchObject([{ state: "refused" }]);
  });

  test("signed out on the press: refused, and a later attempt creates it once", async () => {
    await portal.reset();
    await portal.faults({ kind: "session-expire", route: CREATE, nth: 1 });
    const ledger = new MemoryLedger();
    const first = await attempt(portal, flow, input, { ledger });
    expect(first.ending).toMatchObject({ failure: { code: "SESSION_LOST" }, changed: false });
    const second = await attempt(portal, flow, input, { ledger });
    expect(codeOf(second.ending)).toBe("finished");
    expect(await portal.effects()).toHaveLength(1);
  });
});

testFlowRow({
  flow,
  input: examples.plain,
  changes: ["restaurant.create"],
  commit: { route: CREATE, nth: 1, repeat: "never" },
  traps: [
    {
      name: "same name and street, another store address",
      input: {
        ...examples.plain,
        name: "Weta & Vine",
        subdomain: "weta-and-vine-3",
        address: "7 Example Quay, Wellington",
      },
      code: "AMBIGUOUS_MATCH",
    },
  ],
});

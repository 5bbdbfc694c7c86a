import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type FaultKind, faultKindNames } from "../src/faults/kinds.ts";
import { clientFor } from "./support/ask.ts";
import { menuCsv, smallMenu } from "./support/menu-csv.ts";
import {
  admin,
  email,
  harbour,
  newPage,
  openPortal,
  type Portal,
  password,
  restaurantId,
  signIn,
} from "./support/portal.ts";

/** Each fault, seen happening. Off again after each test. */
let portal: Portal;
let client: ReturnType<typeof clientFor>;
const shown = new Set<FaultKind>();

const tag = (name: string) => ({ name, text: name, icon: "", background: "#888888", color: "#ffffff", dishIds: [] });
const tagsPath = `/api/restaurants/${restaurantId}/tags`;
const bar = { ...harbour, id: "RESharbourNoodle00000002", name: "Harbour Noodle Bar", subdomain: "harbourbar" };

beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal?.close());
beforeEach(async () => {
  await portal.control.ask("POST", "reset");
  await portal.control.seed({ email, password, restaurants: [harbour, bar] });
  client = clientFor(portal.simulator.port);
  await client.signIn(email, password);
});
afterEach(() => portal.control.heal());

function fault(kind: FaultKind, sentence: string, show: () => Promise<void>): void {
  test(`${kind}: ${sentence}`, async () => {
    await show();
    shown.add(kind);
  });
}
const on = (kind: FaultKind, more: object = {}) => portal.control.faults({ kind, ...more });
const addTag = (name = "Spicy", options: { silenceMs?: number } = {}) =>
  client.ask("POST", tagsPath, { body: tag(name), ...options });
const tagEffects = () => portal.control.effects("tag.create");
const listed = async () =>
  ((await client.ask("GET", "/api/restaurants")).body.restaurants ?? []) as {
    id: string;
    name: string;
    address: string;
  }[];
const newRestaurant = async (subdomain: string) => {
  const found = await client.ask("GET", "/api/address-suggestions?q=3%20New%20Street,%20Napier");
  const [first] = found.body.suggestions as { id: string; text: string }[];
  return client.ask("POST", "/api/restaurants", {
    body: {
      name: "Newcomer",
      subdomain,
      mapSource: "google",
      address: { placeId: first?.id, text: first?.text },
      phone: "1",
      hours: [],
      locale: "en-NZ",
      customerLocale: "en-NZ",
      timezone: "Pacific/Auckland",
      dateFormat: "DD/MM/YYYY",
      timeFormat: "24",
      currency: "NZD",
      taxInPrices: true,
    },
  });
};
const withPage = async (use: (page: Page) => Promise<void>) => {
  const page = await newPage(portal);
  try {
    await use(page);
  } finally {
    await page.context().close();
  }
};
const dishCount = async () => {
  const answer = await client.ask("GET", `/api/restaurants/${restaurantId}/menus`);
  const menus = answer.body.menus as { categories: { dishes: object[] }[] }[];
  return menus.flatMap((menu) => menu.categories.flatMap((category) => category.dishes)).length;
};

test("faults are off by default", async () => {
  expect((await portal.control.ask("GET", "faults")).faults).toEqual([]);
  expect((await addTag()).status).toBe(201);
});

fault("status", "answers it and commits nothing; nth fires once", async () => {
  await on("status", { status: 503, route: "POST *", nth: 1 });
  expect((await addTag()).status).toBe(503);
  expect(await tagEffects()).toEqual([]);
  expect((await addTag()).status).toBe(201);
});
fault("rate-limit", "answers 429 with Retry-After", async () => {
  await on("rate-limit", { retryAfter: 7 });
  const answer = await addTag();
  expect([answer.status, answer.headers["retry-after"]]).toEqual([429, "7"]);
  expect(await tagEffects()).toEqual([]);
});
fault("delay", "waits, then works", async () => {
  await on("delay", { ms: 250 });
  const started = performance.now();
  expect((await addTag()).status).toBe(201);
  expect(performance.now() - started).toBeGreaterThan(240);
});
fault("hang", "never answers and commits nothing", async () => {
  await on("hang");
  expect((await addTag("Spicy", { silenceMs: 300 })).problem).toBe("silence");
  expect(await tagEffects()).toEqual([]);
  expect((await portal.control.journal()).requests.at(-1)?.status).toBe("hung");
});
fault("reset-before-commit", "resets and commits nothing", async () => {
  await on("reset-before-commit");
  expect((await addTag()).problem).toBe("reset");
  expect(await tagEffects()).toEqual([]);
});
for (const kind of ["commit-then-reset", "commit-then-close"] as const) {
  fault(kind, "commits although no answer comes", async () => {
    await on(kind);
    expect((await addTag()).problem).toBe("reset");
    expect((await tagEffects()).length).toBe(1);
  });
}
fault("commit-then-hang", "commits and keeps silent", async () => {
  await on("commit-then-hang");
  expect((await addTag("Spicy", { silenceMs: 300 })).problem).toBe("silence");
  expect((await tagEffects()).length).toBe(1);
});
for (const [kind, status] of [
  ["commit-then-500", 500],
  ["commit-then-408", 408],
  ["commit-then-status", 502],
] as const) {
  fault(kind, "commits and says it failed", async () => {
    await on(kind, { status });
    expect((await addTag()).status).toBe(status);
    expect((await tagEffects()).length).toBe(1);
  });
}
fault("partial-body", "ends in the middle of the answer", async () => {
  await on("partial-body");
  const answer = await addTag();
  expect(answer.problem).toBe("reset");
  expect(answer.text.length).toBeGreaterThan(0);
});
fault("silent-drop", "says it worked and commits nothing", async () => {
  await on("silent-drop");
  expect((await addTag()).status).toBe(201);
  expect((await client.importCsv(restaurantId, menuCsv(smallMenu))).status).toBe(200);
  expect([await portal.control.effects(), await dishCount()]).toEqual([[], 0]);
});
fault("session-expire", "ends the session; the page goes back to login", async () => {
  await withPage(async (page) => {
    await signIn(page);
    await on("session-expire", { route: "GET /api/restaurants/:id", times: 1 });
    await page.click('#restaurant-list-item-0 button:has-text("Manage")');
    await page.waitForURL("**/login");
    await page.getByText("Your session has ended").waitFor();
  });
});
fault("login-lockout", "locks after so many wrong passwords, for the right one too", async () => {
  await on("login-lockout", { after: 2 });
  expect((await client.signIn(email, "wrong")).status).toBe(401);
  expect((await client.signIn(email, "wrong")).status).toBe(401);
  expect((await client.signIn(email, password)).status).toBe(423);
});

fault("import-half", "imports a part and says nothing", async () => {
  await on("import-half");
  expect((await client.importCsv(restaurantId, menuCsv(smallMenu))).status).toBe(200);
  expect(await dishCount()).toBe(smallMenu.length / 2);
});
fault("import-refused", "refuses with a text", async () => {
  await on("import-refused");
  const answer = await client.importCsv(restaurantId, menuCsv(smallMenu));
  expect(answer.status).toBe(422);
  expect(answer.body.message).toMatch(/rejected/);
});
fault("import-refused-silently", "closes the dialog and imports nothing", async () => {
  await on("import-refused-silently");
  await withPage(async (page) => {
    await signIn(page);
    await page.goto(`${admin}/restaurant/${restaurantId}/menus`);
    await page.getByRole("button", { name: "CSV Import" }).click();
    await page.locator(".modal input").fill("import");
    await page.getByRole("button", { name: "Proceed" }).click();
    await page.setInputFiles('input[type="file"]', {
      name: "menu.csv",
      mimeType: "text/csv",
      buffer: menuCsv(smallMenu),
    });
    await page.getByRole("button", { name: "Upload" }).click();
    await page.locator(".modal").waitFor({ state: "detached" });
    expect(await page.locator('[role="alert"], .toast').count()).toBe(0);
  });
  expect(await portal.control.effects("menu.import")).toEqual([]);
});
fault("import-parallel-refused", "refuses an import while another runs", async () => {
  await portal.control.faults(
    { kind: "import-parallel-refused" },
    { kind: "delay", route: "POST /api/restaurants/:id/menus/import", ms: 1000 },
  );
  const answers = await Promise.all([restaurantId, bar.id].map((id) => client.importCsv(id, menuCsv(smallMenu))));
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 429]);
});
fault("import-replaces", "throws the old menus away", async () => {
  await client.importCsv(restaurantId, menuCsv(smallMenu));
  await on("import-replaces");
  await client.importCsv(restaurantId, menuCsv(smallMenu.slice(0, 2)));
  expect(await dishCount()).toBe(2);
});
fault("upload-fails", "refuses the file once, then takes it", async () => {
  await on("upload-fails", { times: 1 });
  expect((await client.upload()).status).toBe(500);
  expect((await client.upload()).status).toBe(200);
});
fault("suggestions-none", "finds no address", async () => {
  await on("suggestions-none");
  expect((await client.ask("GET", "/api/address-suggestions?q=1%20Road")).body.suggestions).toEqual([]);
});
fault("suggestions-lookalike-first", "puts a similar address first", async () => {
  await on("suggestions-lookalike-first");
  const [first] = (await client.ask("GET", "/api/address-suggestions?q=1%20Road,%20Nelson")).body.suggestions as {
    text: string;
  }[];
  expect(first?.text).toMatch(/^1 Road, Invercargill/);
});

fault("slow-list", "shows what is new only later", async () => {
  await on("slow-list", { ms: 600_000 });
  expect((await newRestaurant("newcomer")).status).toBe(201);
  await addTag();
  expect((await listed()).map((one) => one.name)).not.toContain("Newcomer");
  expect((await client.ask("GET", tagsPath)).body.tags).toEqual([]);
  await portal.control.heal();
  expect((await listed()).map((one) => one.name)).toContain("Newcomer");
});
fault("dup-list-entries", "shows each restaurant a second time, elsewhere", async () => {
  await on("dup-list-entries");
  const both = (await listed()).filter((one) => one.name === "Harbour Noodle House");
  expect(both.length).toBe(2);
  expect(new Set(both.map((one) => one.id)).size).toBe(2);
  expect(new Set(both.map((one) => one.address)).size).toBe(2);
});
fault("list-last", "puts the new restaurant at the end", async () => {
  await newRestaurant("newcomer");
  expect((await listed())[0]?.name).toBe("Newcomer");
  await on("list-last");
  expect((await listed()).at(-1)?.name).toBe("Newcomer");
});
fault("subdomain-not-unique", "accepts a taken subdomain", async () => {
  expect((await newRestaurant("newcomer")).status).toBe(201);
  expect((await newRestaurant("newcomer")).status).toBe(422);
  await on("subdomain-not-unique");
  expect((await newRestaurant("newcomer")).status).toBe(201);
});
fault("names-unique", "refuses a taken name", async () => {
  await on("names-unique");
  expect((await addTag()).status).toBe(201);
  expect((await addTag()).status).toBe(422);
});
fault("stripe-connect", "tells the page to draw the connect row", async () => {
  await on("stripe-connect");
  expect((await client.ask("GET", `/api/restaurants/${restaurantId}`)).body.hasStripeConnect).toBe(true);
});

fault("maintenance-page", "a banner with 200 or 503, and 503 for the API", async () => {
  for (const status of [200, 503] as const) {
    await on("maintenance-page", { id: "down", status });
    const page = await client.ask("GET", "/login");
    expect([page.status, page.text.includes("Scheduled maintenance")]).toEqual([status, true]);
    expect((await addTag()).status).toBe(503);
  }
  expect(await tagEffects()).toEqual([]);
});
fault("captcha-page", "asks whether you are human", async () => {
  await on("captcha-page");
  expect((await client.ask("GET", "/login")).text).toContain("Verify you are human");
});
fault("unhydrated-shell", "gives one user agent a page without a script", async () => {
  await on("unhydrated-shell");
  await withPage(async (page) => {
    await page.goto(`${admin}/login`);
    expect(await page.locator("script, input").count()).toBe(0);
  });
  expect((await client.ask("GET", "/login")).text).toContain("<script");
});
fault("oom-page", "eats memory", async () => {
  await on("oom-page", { megabytesPerSecond: 100 });
  await withPage(async (page) => {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Performance.enable");
    await page.goto(`${admin}/login`, { waitUntil: "domcontentloaded" });
    await expect
      .poll(async () => (await cdp.send("Runtime.getHeapUsage")).backingStorageSize ?? 0, { timeout: 20_000 })
      .toBeGreaterThan(30 * 1024 * 1024);
  });
});
fault("endless-script", "stops the page from answering", async () => {
  await on("endless-script", { afterMs: 0 });
  await withPage(async (page) => {
    await page.goto(`${admin}/login`, { waitUntil: "commit" });
    const answered = page
      .evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)))
      .then(
        () => "answered",
        () => "ended",
      );
    const silence = new Promise((resolve) => setTimeout(resolve, 1000, "silence"));
    expect(await Promise.race([answered, silence])).toBe("silence");
  });
});

fault("notification-popup", "covers the page until it is sent away", async () => {
  await withPage(async (page) => {
    await signIn(page);
    await on("notification-popup", { route: "GET /api/restaurants/:id", times: 1 });
    await page.click('#restaurant-list-item-0 button:has-text("Manage")');
    await page.locator(".notification-popup").waitFor();
    await expect(page.click("#nav-link-menus", { timeout: 2000 })).rejects.toThrow(/intercepts pointer events/);
    await page.getByRole("button", { name: "Not now" }).click();
    await page.click("#nav-link-menus");
  });
});
fault("survey-modal", "covers the page until it is closed", async () => {
  await on("survey-modal", { route: "GET /api/session", times: 1 });
  await withPage(async (page) => {
    await signIn(page);
    await page.locator(".survey-modal").waitFor();
    await page.locator(".survey-modal .modal__CloseButton-ciHmJi").click();
    await page.locator(".survey-modal").waitFor({ state: "detached" });
  });
});
fault("overlay-stuck", "keeps the overlay", async () => {
  await on("overlay-stuck", { ms: 60_000 });
  await withPage(async (page) => {
    await page.goto(`${admin}/login`);
    await page.fill('input[type="email"]', email);
    await page.fill('input[type="password"]', password);
    await page.click('button[type="submit"]');
    await page.locator("h4").first().waitFor({ state: "attached" });
    expect(await page.locator(".cover-loader.active").isVisible()).toBe(true);
  });
});
fault("list-late", "draws the list later than the overlay leaves", async () => {
  await on("list-late", { ms: 60_000 });
  await withPage(async (page) => {
    await page.goto(`${admin}/login`);
    await page.fill('input[type="email"]', email);
    await page.fill('input[type="password"]', password);
    await page.click('button[type="submit"]');
    await page.waitForURL("**/restaurants");
    await page.locator(".cover-loader:not(.active)").waitFor({ state: "attached" });
    expect(await page.locator("h4").count()).toBe(0);
  });
});
fault("time-input-keeps", "leaves the old time where it was", async () => {
  await on("time-input-keeps");
  await withPage(async (page) => {
    await signIn(page);
    await page.getByRole("button", { name: "Add Restaurant" }).click();
    const input = page.locator("form .slot input").first();
    await input.click();
    await page.keyboard.press("Meta+A");
    await page.keyboard.press("Backspace");
    await page.keyboard.type("11:30");
    expect(await input.inputValue()).not.toBe("11:30");
  });
});
fault("class-rename", "changes every hash and nothing else", async () => {
  await on("class-rename");
  await withPage(async (page) => {
    await signIn(page);
    expect(await page.locator("button.button__ButtonComponent-igFjHP, button.kkCuBg").count()).toBe(0);
    expect(await page.locator('button[class*="button__ButtonComponent-"]').count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Add Restaurant" }).click();
    await page.locator("form > button").waitFor();
  });
});
fault("drift", "renames, moves, removes and doubles what it is told to", async () => {
  await portal.control.faults(
    { kind: "drift", mode: "rename", selector: "#nav-link-menus", to: "id:nav-link-catalogue" },
    {
      kind: "drift",
      mode: "rename",
      selector: 'button:not([id])[class*="button__"]',
      to: "Administer",
      route: "GET /never",
    },
    { kind: "drift", mode: "remove", selector: "#nav-link-settings" },
    { kind: "drift", mode: "duplicate", selector: "#nav-link-orders" },
    { kind: "drift", mode: "move", selector: "#nav-link-dashboard" },
  );
  await withPage(async (page) => {
    await signIn(page);
    await page.click('#restaurant-list-item-0 button:has-text("Manage")');
    await page.locator("#nav-link-catalogue").waitFor();
    const ids = await page.locator("aside a").evaluateAll((all) => all.map((one) => one.id));
    expect(ids.filter((id) => id === "nav-link-orders").length).toBe(2);
    expect(ids).not.toContain("nav-link-settings");
    expect(ids.at(-1)).toBe("nav-link-dashboard");
    // React goes on working over the changed elements.
    await page.locator("#nav-link-catalogue").click();
    await page.waitForURL("**/menus");
    await page.locator("a.back").click();
    await page.locator("h4").first().waitFor();
  });
});

test("Chromium repeats a POST by itself when a kept-alive connection is reset: two effects from one click", async () => {
  await withPage(async (page) => {
    await signIn(page);
    await on("commit-then-reset", { onlyReused: true, nth: 1, route: "POST /api/restaurants/:id/tags" });
    const once = await page.evaluate(
      async ({ path, body }) => {
        const headers = { "content-type": "application/json" };
        return (await fetch(path, { method: "POST", headers, body })).status;
      },
      { path: tagsPath, body: JSON.stringify(tag("Twice")) },
    );
    expect(once).toBe(201);
    const effects = await tagEffects();
    expect(effects.length).toBe(2);
    expect(new Set(effects.map((effect) => effect.connection)).size).toBe(2);
  });
});

test("every kind of fault has been seen happening", () => {
  expect(faultKindNames.filter((kind) => !shown.has(kind))).toEqual([]);
});

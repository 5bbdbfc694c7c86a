import { findBrowsers } from "@pumpd/testing";
import { expect, startRegistration, test } from "./fixtures.ts";
import { limitHttp } from "./limit-http.ts";

// CI keeps the proportion; five minutes by hand, for which the limits of a run have to be wider:
// E2E_SLOW_MS=300000 E2E_HTTP_LIMIT_MS=10000 \
//   JOB_LIMITS='{"register_restaurant":{"runMs":900000,"stepMs":300000,"stallMs":300000}}' npm run e2e -- survival
const SLOW_MS = Number(process.env.E2E_SLOW_MS ?? 45_000);
const HTTP_LIMIT_MS = Number(process.env.E2E_HTTP_LIMIT_MS ?? 1_500);
const RECOVERY_MS = 150_000;

/**
 * What a registration waits for, together as long as asked. No single wait passes the flow's own limit at five minutes, so
 * the session ends once in the middle of the form and everything before that is waited for again.
 */
const SLOW_ANSWERS = [
  { route: "GET /assets/app.js", share: 0.08, times: 1, isBeforeSignIn: true },
  { route: "POST /api/session", share: 0.08, times: 2 },
  { route: "GET /api/session", share: 0.04, times: 6 },
  { route: "GET /restaurants", share: 0.09, times: 3 },
  { route: "GET /api/restaurants", share: 0.04, times: 12 },
  { route: "GET /api/address-suggestions", share: 0.04, times: 2 },
  { route: "POST /api/restaurants", share: 0.18, times: 1 },
];

test("a worker killed between click and record leaves exactly one restaurant, found and adopted", async ({
  signedIn,
  newPlace,
  creates,
  system,
}) => {
  test.setTimeout(RECOVERY_MS + 60_000);
  const place = await newPlace();
  await system.simulator.fault({
    kind: "commit-then-hang",
    route: "POST /api/restaurants",
    account: place.login,
    times: 1,
  });
  await startRegistration(signedIn, place);
  await expect.poll(() => creates(place.subdomain), { timeout: 60_000 }).toBe(1);
  process.kill(system.pidOf("worker"), "SIGKILL");
  const main = signedIn.getByRole("main");
  await expect(main.getByText("Completed").first()).toBeVisible({ timeout: RECOVERY_MS });
  expect(await creates(place.subdomain)).toBe(1);
  await expect.poll(() => findBrowsers(system.dataDir)).toEqual([]);
});

test("no HTTP request waits for a flow, however slow the portal is", async ({
  signedIn,
  newPlace,
  creates,
  system,
  browser,
}) => {
  test.setTimeout(SLOW_MS + 180_000);
  const place = await newPlace();
  for (const { route, share, times, isBeforeSignIn } of SLOW_ANSWERS) {
    const account = isBeforeSignIn ? undefined : place.login;
    await system.simulator.fault({ kind: "delay", route, ms: Math.round(SLOW_MS * share), account, times });
  }
  await system.simulator.fault({
    kind: "session-expire",
    route: "GET /api/address-suggestions",
    account: place.login,
    times: 1,
  });
  const limited = await limitHttp({ target: system.url, limitMs: HTTP_LIMIT_MS });
  try {
    const context = await browser.newContext({
      baseURL: limited.url,
      storageState: await signedIn.context().storageState(),
    });
    const page = await context.newPage();
    const startedAt = Date.now();
    await startRegistration(page, place);
    await expect(page.getByRole("main").getByText("Completed").first()).toBeVisible({ timeout: SLOW_MS + 120_000 });
    expect(Date.now() - startedAt).toBeGreaterThan(SLOW_MS * 0.9);
    expect(limited.cutOff()).toEqual([]);
    expect(await creates(place.subdomain)).toBe(1);
    await context.close();
  } finally {
    await limited.close();
  }
});

test("web, worker and simulator come back by themselves and nothing is lost", async ({
  signedIn,
  newPlace,
  creates,
  system,
}) => {
  test.setTimeout(RECOVERY_MS + 90_000);
  const place = await newPlace();
  await system.simulator.fault({
    kind: "hang",
    route: "GET /api/address-suggestions",
    account: place.login,
    times: 1,
  });
  await startRegistration(signedIn, place);
  await expect.poll(() => findBrowsers(system.dataDir).length, { timeout: 60_000 }).toBeGreaterThan(0);
  for (const app of ["simulator", "web", "worker"] as const) {
    const pid = system.pidOf(app);
    process.kill(pid, "SIGKILL");
    await expect.poll(() => system.pidOf(app), { timeout: 30_000 }).not.toBe(pid);
  }
  await expect
    .poll(async () => (await signedIn.request.get("/api/health").catch(() => undefined))?.status(), { timeout: 30_000 })
    .toBe(200);
  await expect(signedIn.getByRole("main").getByText("Completed").first()).toBeVisible({ timeout: RECOVERY_MS });
  expect(await creates(place.subdomain)).toBe(1);
  await expect.poll(() => findBrowsers(system.dataDir)).toEqual([]);
});

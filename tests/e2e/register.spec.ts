import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, startRegistration, test } from "./fixtures.ts";

/** For a shell, a spreadsheet, a page and a quoting mistake; to us it is a name. */
const HOSTILE_NAME = `="; touch pwned # $(touch pwned) <img src=x onerror=alert(1)> ’&`;

test("a person registers a restaurant, watches the steps without reloading, and sees what was read back", async ({
  signedIn,
  newPlace,
  creates,
}) => {
  const place = await newPlace({ name: "Whetū & Sons’ Kōura Shack" });
  await startRegistration(signedIn, place);
  // A mark on the window is gone after any reload.
  await signedIn.evaluate(() => Object.assign(window, { wasHereBefore: true }));
  for (const step of ["Sign in", "Create the restaurant", "Read back"]) {
    await expect(signedIn.getByText(step, { exact: true }).first()).toBeVisible();
  }
  await expect(signedIn.getByRole("main").getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  await expect(signedIn.getByText(/^RES[A-Za-z0-9_-]+$/).first()).toBeVisible();
  await expect(signedIn.getByText(new RegExp(`${place.subdomain}\\.simulator\\.localhost`)).first()).toBeVisible();
  expect(await signedIn.evaluate(() => "wasHereBefore" in window)).toBe(true);
  expect(await creates(place.subdomain)).toBe(1);
});

test("a restaurant with a hostile name is that name everywhere: at the portal, on our pages, in a spreadsheet", async ({
  signedIn,
  newPlace,
  system,
}) => {
  const name = `${HOSTILE_NAME} ${Date.now()}`;
  const place = await newPlace({ name });
  signedIn.on("dialog", (dialog) => expect.soft(dialog.message(), "nothing of it runs").toBe("no dialog"));
  await startRegistration(signedIn, place);
  await expect(signedIn.getByRole("main").getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  await expect(signedIn.getByText(name).first()).toBeVisible();
  const { effects } = await system.simulator.journal();
  expect(effects.filter((effect) => JSON.stringify(effect).includes(place.subdomain))).toMatchObject([
    { kind: "restaurant.create", values: { name } },
  ]);
  const jobs = new URL(signedIn.url()).pathname;
  await signedIn.goto(`/jobs?view=all&q=${encodeURIComponent(name)}`);
  await expect(signedIn.getByRole("row").filter({ hasText: name })).toBeVisible();
  const csv = await signedIn.request.get(`/api/jobs.csv?view=all&q=${encodeURIComponent(name)}`);
  const [, line = ""] = (await csv.text()).split("\r\n");
  expect(line).toContain(`,"'${name.replaceAll('"', '""')}",`);
  expect(line).toContain(jobs.split("/").at(-1));

  const homes = [system.dataDir, process.cwd(), join(process.cwd(), "../..")];
  for (const app of ["web", "worker", "simulator"] as const) homes.push(`/proc/${system.pidOf(app)}/cwd`);
  expect(homes.filter((home) => existsSync(join(home, "pwned")))).toEqual([]);
  expect(readdirSync(system.dataDir, { recursive: true }).filter((file) => /pwned/.test(String(file)))).toEqual([]);
});

test("a second press opens the job that is already there and starts nothing new", async ({
  signedIn,
  newPlace,
  creates,
  system,
}) => {
  const place = await newPlace();
  await system.simulator.fault({ kind: "delay", route: "POST /api/session", ms: 3_000, account: place.login });
  const answers = await Promise.all(
    Array.from({ length: 5 }, () =>
      signedIn.request.post("/api/trpc/jobs.enqueue", {
        data: { type: "register_restaurant", restaurantId: place.id },
        headers: { origin: system.url },
      }),
    ),
  );
  const jobs = await Promise.all(answers.map(async (answer) => (await answer.json()).result.data));
  expect(new Set(jobs.map((job) => job.jobId)).size).toBe(1);
  expect(jobs.filter((job) => job.isNew)).toHaveLength(1);
  await signedIn.goto(`/jobs/${jobs[0].jobId}`);
  await expect(signedIn.getByRole("main").getByText("Completed").first()).toBeVisible({ timeout: 60_000 });
  expect(await creates(place.subdomain)).toBe(1);
});

test("the jobs list changes by itself when a program starts a job", async ({ signedIn, newPlace, system, request }) => {
  const place = await newPlace();
  await signedIn.goto("/jobs");
  await signedIn.evaluate(() => Object.assign(window, { wasHereBefore: true }));
  const accepted = await request.post("/api/v1/jobs", {
    data: { type: "register_restaurant", restaurantId: place.id },
    headers: { "x-api-key": system.apiKey },
  });
  expect(accepted.status()).toBe(202);
  const { statusUrl } = await accepted.json();
  await expect
    .poll(
      async () => (await (await request.get(statusUrl, { headers: { "x-api-key": system.apiKey } })).json()).status,
      {
        timeout: 60_000,
      },
    )
    .toBe("completed");
  const show = signedIn.getByRole("button", { name: /new, show/ });
  const row = signedIn.getByRole("row").filter({ hasText: place.name });
  await expect(show.or(row).first()).toBeVisible({ timeout: 40_000 });
  if (await show.isVisible()) await show.click();
  await expect(row.getByText("Completed")).toBeVisible({ timeout: 40_000 });
  expect(await signedIn.evaluate(() => "wasHereBefore" in window)).toBe(true);
});

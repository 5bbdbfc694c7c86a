import { makeScope, withScope } from "@pumpd/db";
import { enqueueJob } from "@pumpd/domain/jobs";
import { failure } from "@pumpd/model";
import { BY_TEST, countOvertakes, createAccount, createOrganisation, createRestaurant } from "@pumpd/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AttemptRun, RunReport } from "../src/run-attempt.ts";
import { BROWSERLESS, NO_BROWSER, SUCCESS, testRegistry } from "./job-types.ts";
import { openScene, type Scene, startHere, until } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

type Place = { organisationId: string; restaurantId: string };

/** So many restaurants of one organisation over so many portal accounts. */
async function openPlaces(
  organisationId: string,
  { places, accounts }: Record<"places" | "accounts", number>,
): Promise<Place[]> {
  const scope = makeScope(organisationId);
  const owners: string[] = [];
  for (let n = 0; n < accounts; n += 1) owners.push((await createAccount(scene.owner, { scope })).id);
  const made: Place[] = [];
  for (let n = 0; n < places; n += 1) {
    const { id } = await createRestaurant(scene.owner, { scope });
    await scene.owner.$client`update restaurants set account_id = ${owners[n % accounts] ?? null} where id = ${id}`;
    made.push({ organisationId, restaurantId: id });
  }
  return made;
}

async function ask({ organisationId, restaurantId }: Place): Promise<string> {
  const { jobId } = await withScope(scene.web, makeScope(organisationId), (tx) =>
    enqueueJob(tx, { type: BROWSERLESS, restaurantId, by: BY_TEST, registry: testRegistry }),
  );
  return jobId;
}

async function endedOf(organisationId: string): Promise<number> {
  const [row] = await scene.owner.$client<{ n: number }[]>`
    select count(*)::int as n from jobs where organisation_id = ${organisationId} and status in ('completed', 'failed')`;
  return row?.n ?? 0;
}

test("one job of another organisation starts within two completions of a flood", async () => {
  const flood = await createOrganisation(scene.owner, { adminUrl: "http://admin.simulator.localhost:4000" });
  const small = await createOrganisation(scene.owner, { adminUrl: "http://admin.simulator.localhost:4000" });
  const places = await openPlaces(flood.id, { places: 60, accounts: 60 });
  const [one] = await openPlaces(small.id, { places: 1, accounts: 1 });
  if (!one) throw new Error("no place");
  for (const place of places) await ask(place);
  const started: string[] = [];
  const ends: (() => void)[] = [];
  const run = async ({ job }: AttemptRun): Promise<RunReport> => {
    started.push(job.restaurant.id);
    await new Promise<void>((resolve) => ends.push(resolve));
    return SUCCESS;
  };
  const worker = await startHere(scene, { run });
  try {
    await until(() => ends.length === 2);
    await ask(one);
    // Both slots are the flood's. Each that ends is one completion; by the second, the other one's job has started.
    ends[0]?.();
    await until(() => ends.length === 3);
    if (!started.includes(one.restaurantId)) {
      ends[1]?.();
      await until(() => ends.length === 4);
    }
    expect(started).toContain(one.restaurantId);
    expect(started.indexOf(one.restaurantId)).toBeLessThanOrEqual(3);
  } finally {
    for (const end of ends) end();
    const freeing = setInterval(() => {
      for (const end of ends) end();
    }, 20);
    await worker.stop();
    clearInterval(freeing);
    await scene.owner.$client`update jobs set status = 'cancelled', completed_at = now() where status = 'pending'`;
  }
}, 240_000);

test("two workers, 300 jobs over 40 restaurants and 25 accounts with faults on: none overlaps or overtakes its account's, all end", async () => {
  const organisations = [await createOrganisation(scene.owner), await createOrganisation(scene.owner)];
  await scene.owner.$client`update organisations set admin_url = 'http://admin.simulator.localhost:4000'`;
  const places = (
    await Promise.all(organisations.map(({ id }, index) => openPlaces(id, { places: 20, accounts: 12 + index })))
  ).flat();
  const busy = new Set<string>();
  let overlaps = 0;
  let runs = 0;
  const run = async ({ job }: AttemptRun): Promise<RunReport> => {
    const account = job.account?.id ?? "";
    if (busy.has(account)) overlaps += 1;
    busy.add(account);
    runs += 1;
    const isFaulty = runs % 17 === 0;
    await new Promise((resolve) => setImmediate(resolve));
    busy.delete(account);
    if (!isFaulty) return SUCCESS;
    return { ending: { kind: "failed", failure: failure("FORM_REFUSED"), changed: false }, browser: NO_BROWSER };
  };
  const workers = [await startHere(scene, { run }), await startHere(scene, { run })];
  try {
    const asked = new Set<string>();
    // A second press while one is open is answered with that one, so this goes round until 300 were accepted.
    await until(async () => {
      for (const place of places) if (asked.size < 300) asked.add(await ask(place));
      return asked.size >= 300;
    }, 240_000);
    await until(async () => {
      const ended = await Promise.all(organisations.map(({ id }) => endedOf(id)));
      return ended.reduce((sum, n) => sum + n, 0) >= 300;
    }, 240_000);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
  expect(overlaps).toBe(0);
  expect(runs).toBeGreaterThanOrEqual(300);
  expect(await countOvertakes(scene.owner)).toBe(0);
}, 500_000);

import { failure } from "@pumpd/model";
import { countOvertakes, createAccount, createOrganisation, createRestaurant, startSimulator } from "@pumpd/testing";
import type { Measure } from "../harness/measure.ts";
import { ask, count, DONE, inScene, type Place, type Scene, until } from "./scene.ts";

const PLACES = 40;
const ACCOUNTS = 25;
const REAL = "register_restaurant";
/** One in so many of the browserless jobs fails for good, and the portal answers so many requests with an error. */
const FAILS = 17;
const PORTAL_ERRORS = 3;

/**
 * Two workers, 300 jobs over 40 restaurants and 25 portal accounts with faults on, 40 of them real registrations at the
 * portal's stand-in. Goal: never two at a time under one account, in the order of
 * docs/order.md, and all of them end.
 */
export async function benchPair({ jobs }: { jobs: number }): Promise<Measure[]> {
  const simulator = await startSimulator();
  try {
    return await inScene(async (scene) => {
      const places = await openPlacesAtPortal(scene, simulator);
      await simulator.control.fault({
        kind: "status",
        status: 503,
        route: "GET /api/restaurants",
        times: PORTAL_ERRORS,
      });
      let browserless = 0;
      const run: Parameters<Scene["startWorker"]>[0] = async (attempt, inBrowser) => {
        if (attempt.job.type === REAL) return inBrowser(attempt);
        browserless += 1;
        if (browserless % FAILS !== 0) return DONE;
        return { ...DONE, ending: { kind: "failed", failure: failure("FORM_REFUSED"), changed: false } };
      };
      const startedAt = performance.now();
      for (const place of places) await ask(scene, place, REAL);
      const workers = [await scene.startWorker(run, simulator.url), await scene.startWorker(run, simulator.url)];
      // A second press while one is open is answered with that one, so this goes round until all were accepted.
      const asked = new Set<string>();
      await until(async () => {
        for (const place of places) if (asked.size < jobs - PLACES) asked.add(await ask(scene, place));
        return asked.size >= jobs - PLACES;
      });
      await until(async () => (await count(scene, "pending")) + (await count(scene, "running")) === 0, 500);
      const seconds = (performance.now() - startedAt) / 1_000;
      await Promise.all(workers.map((worker) => worker.stop()));
      const ends = await scene.owner.$client<{ type: string; status: string; n: number }[]>`
        select type, status, count(*)::int as n from jobs group by 1, 2 order by 1, 2`;
      const { effects } = await simulator.control.journal();
      const created = effects.filter(({ kind }) => kind === "restaurant.create").length;
      return [
        {
          id: "S-218.overlaps",
          name: `Attempts under one account at a time, ${jobs} jobs on two workers in ${seconds.toFixed(0)} s`,
          value: await countOverlaps(scene),
          unit: "overlaps",
          goal: { of: "value", atMost: 0 },
          note: ends.map(({ type, status, n }) => `${n} ${type} ${status}`).join(", "),
        },
        {
          id: "S-218.overtakes",
          name: "Jobs that started while one of the same account with an earlier place in the line waited",
          value: await countOvertakes(scene.owner),
          unit: "overtakes",
          goal: { of: "value", atMost: 0 },
        },
        {
          id: "S-218.created",
          name: `Restaurants at the portal after ${PLACES} registrations`,
          value: created,
          unit: "restaurants",
          goal: { of: "value", atMost: PLACES },
        },
      ];
    });
  } finally {
    await simulator.stop();
  }
}

async function openPlacesAtPortal(
  scene: Scene,
  simulator: Awaited<ReturnType<typeof startSimulator>>,
): Promise<Place[]> {
  const { scope } = await createOrganisation(scene.owner, { adminUrl: simulator.url });
  const accounts = await Promise.all(Array.from({ length: ACCOUNTS }, () => createAccount(scene.owner, { scope })));
  await simulator.control.seed({ accounts: accounts.map(({ login, password }) => ({ email: login, password })) });
  const places: Place[] = [];
  for (let n = 0; n < PLACES; n += 1) {
    const { id: restaurantId } = await createRestaurant(scene.owner, { scope });
    const account = accounts[n % ACCOUNTS];
    await scene.owner.$client`update restaurants set account_id = ${account?.id ?? null} where id = ${restaurantId}`;
    places.push({ scope, restaurantId });
  }
  return places;
}

/** By the attempts' own times, as the database wrote them. */
async function countOverlaps({ owner }: Scene): Promise<number> {
  const [row] = await owner.$client<{ n: number }[]>`
    with ran as (select j.account_id, a.id, a.started_at, a.ended_at from attempts a join jobs j on j.id = a.job_id)
    select count(*)::int as n from ran a join ran b on b.account_id = a.account_id and b.id > a.id
      and b.started_at < a.ended_at and a.started_at < b.ended_at`;
  return row?.n ?? 0;
}

import { randomBytes } from "node:crypto";
import { connect, disconnect } from "@pumpd/db";
import { DUE_MS, MOST_AHEAD, newShortId, PLACE_MS, PRIORITIES } from "@pumpd/model";
import { BY_TEST } from "@pumpd/testing";
import { type Measure, median } from "../harness/measure.ts";
import { type Compared, comparePairs, type Sample, timeOf } from "../harness/pairs.ts";
import { openRestaurants, type Scene, withScene } from "../harness/scene.ts";
import { enqueueNoOp, NO_OP } from "./no-op.ts";
import { openBareQueue, openBoss } from "./peers.ts";

/**
 * M1: what accepting a job costs in the database, beside a bare queue that keeps no job, no event and no audit line.
 * @param queued jobs that stand in the queue already
 */
export function benchEnqueue({ queued, pairs = 300 }: { queued: number; pairs?: number }): Promise<Measure[]> {
  return withScene(async (scene) => {
    const restaurants = await openRestaurants(scene, RESTAURANTS);
    const ours = await openOurs(scene, restaurants);
    const graphile = openBareQueue(scene.database.ownerUrl);
    const boss = await openBoss(scene.database.ownerUrl);
    await graphile.addMany(queued);
    try {
      const against = (mine: Sample, peer: () => Promise<unknown>) =>
        comparePairs({ ours: mine, peer: () => timeOf(peer) }, { pairs });
      const behind = `${queued.toLocaleString("en")} queued`;
      return [
        toMeasure("M1.add-job", `Enqueue SQL ÷ bare add_job, ${behind}`, {
          compared: await against(ours.statement, graphile.add),
          peer: "graphile add_job",
          atMost: 1.25,
          note: "beside the wake-up it writes the job with all its indexes, an event and an audit line, and checks their foreign keys",
        }),
        toMeasure("M1.pg-boss", `Enqueue SQL ÷ pg-boss send, ${behind}`, {
          compared: await against(ours.statement, boss.send),
          peer: "pg-boss send",
          atMost: 1,
          note: "as M1.add-job; pg-boss writes one row",
        }),
        toMeasure("M1.verb", `Whole enqueue verb ÷ bare add_job, ${behind}`, {
          compared: await against(ours.verb, graphile.add),
          peer: "graphile add_job",
        }),
      ];
    } finally {
      await Promise.all([ours.close(), graphile.close(), boss.close()]);
    }
  });
}

const RESTAURANTS = 20;

type About = { compared: Compared; peer: string; atMost?: number; note?: string };

function toMeasure(id: string, name: string, { compared, peer, atMost, note }: About): Measure {
  return {
    id,
    name,
    unit: "ms",
    value: median(compared.ours),
    peer: { name: peer, value: median(compared.peer) },
    ratio: compared.ratio,
    spread: compared.spread,
    ...(atMost !== undefined && { goal: { of: "ratio", atMost } }),
    note,
  };
}

/** Two ways to the same rows: the one statement alone, and the verb with all it looks at before. Each leaves the place free again. */
async function openOurs({ database, organisation, owner }: Scene, restaurants: readonly string[]) {
  const web = connect(database.webUrl, { applicationName: "bench web", max: 1 });
  await web.$client`select set_config('app.organisation_id', ${organisation.id}, false)`;
  let turn = 0;
  const nextRestaurant = () => {
    turn += 1;
    return restaurants[turn % restaurants.length] ?? "";
  };
  const free = (restaurantId: string) =>
    owner.$client`update jobs set status = 'cancelled', completed_at = now() where restaurant_id = ${restaurantId}
      and status = 'pending'`;
  const timed = async (restaurantId: string, work: () => Promise<unknown>): Promise<number> => {
    const ms = await timeOf(work);
    await free(restaurantId);
    return ms;
  };
  const statement: Sample = () => {
    const restaurantId = nextRestaurant();
    const job = JSON.stringify(newJob(restaurantId));
    return timed(restaurantId, () => web.$client`select * from app.enqueue_job(${job}::text::jsonb)`);
  };
  const verb: Sample = () => {
    const restaurantId = nextRestaurant();
    return timed(restaurantId, () => enqueueNoOp(web, { organisation, restaurantId }));
  };
  return { statement, verb, close: () => disconnect(web) };
}

/** What `enqueueJob` hands to the database's function. */
function newJob(restaurantId: string) {
  return {
    shortId: newShortId(randomBytes),
    type: NO_OP,
    definitionVersion: 1,
    mode: "run",
    restaurantId,
    accountId: null,
    parentJobId: null,
    parentReason: null,
    input: {},
    priority: PRIORITIES.normal,
    dueMs: DUE_MS.normal,
    placeMs: PLACE_MS,
    mostAhead: MOST_AHEAD,
    runAt: null,
    maxTries: 3,
    by: BY_TEST,
    reason: null,
  };
}

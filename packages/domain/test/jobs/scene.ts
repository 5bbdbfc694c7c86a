import type { Ending } from "@pumpd/automations/ports";
import { connect, type Database, disconnect, type OrgScope, type ScopedTx, tables, withScope } from "@pumpd/db";
import { BY_TEST, createAccount, createOrganisation, createRestaurant, testDatabase, UNHURRIED } from "@pumpd/testing";
import { eq } from "drizzle-orm";
import type { HostPace } from "../../src/holds/host-slot.ts";
import { type Claim, type ClaimedJob, claimJob } from "../../src/jobs/claim.ts";
import type { AttemptEnded } from "../../src/jobs/end-attempt.ts";
import { type Enqueued, enqueueJob } from "../../src/jobs/enqueue.ts";
import { finishAttempt } from "../../src/jobs/finish.ts";
import { type JobRegistry, jobRegistry } from "../../src/jobs/job-registry.ts";
import { readJobRecord } from "../../src/jobs/read-job-record.ts";
import type { JobRecord } from "../../src/jobs/transition.ts";

export type Scene = {
  owner: Database;
  web: Database;
  worker: Database;
  workerId: string;
  ownerUrl: string;
  close(): Promise<void>;
};

/** A database of its own with the three roles connected and one worker registered. */
export async function openScene(): Promise<Scene> {
  const database = await testDatabase();
  const owner = connect(database.ownerUrl, { applicationName: "test owner", max: 4 });
  const web = connect(database.webUrl, { applicationName: "test web", max: 20 });
  const worker = connect(database.workerUrl, { applicationName: "test worker", max: 12 });
  const [row] = await owner
    .insert(tables.workers)
    .values({ host: "test", pid: 1, version: "test", slots: 2 })
    .returning({ id: tables.workers.id });
  if (!row) throw new Error("no worker row");
  return {
    owner,
    web,
    worker,
    workerId: row.id,
    ownerUrl: database.ownerUrl,
    close: async () => {
      await Promise.all([owner, web, worker].map(disconnect));
      await database.drop();
    },
  };
}

export type Shop = { scope: OrgScope; restaurantId: string; accountId: string };

/** An organisation with one restaurant that is ready to be registered. */
export async function openShop(scene: Scene): Promise<Shop> {
  const { scope } = await createOrganisation(scene.owner);
  return addShop(scene, { scope });
}

/** Another restaurant; of the same portal account when one is given. */
export async function addShop(
  scene: Scene,
  { scope, accountId }: { scope: OrgScope; accountId?: string },
): Promise<Shop> {
  const restaurant = await createRestaurant(scene.owner, { scope });
  const account = accountId ?? (await createAccount(scene.owner, { scope, restaurantId: restaurant.id })).id;
  if (accountId)
    await scene.owner.update(tables.restaurants).set({ accountId }).where(eq(tables.restaurants.id, restaurant.id));
  return { scope, restaurantId: restaurant.id, accountId: account };
}

export const TYPE = "register_restaurant";
export const BY = { kind: "person", id: "0b0e6c1e-0000-4000-8000-000000000001", name: "Mere Test" } as const;
export const BY_WORKER = { ...BY_TEST, kind: "worker", name: "worker" } as const;

export function asWeb<T>(scene: Scene, shop: Pick<Shop, "scope">, work: (tx: ScopedTx) => Promise<T>): Promise<T> {
  return withScope(scene.web, shop.scope, work);
}

export function enqueue(scene: Scene, shop: Shop): Promise<Enqueued> {
  return asWeb(scene, shop, (tx) => enqueueJob(tx, { type: TYPE, restaurantId: shop.restaurantId, by: BY }));
}

export function claim(
  scene: Scene,
  job: { jobId: string; attempt?: number; registry?: JobRegistry },
  more: { pace?: HostPace } = {},
): Promise<Claim> {
  return claimJob(scene.worker, {
    jobId: job.jobId,
    attempt: job.attempt ?? 1,
    workerId: scene.workerId,
    by: BY_WORKER,
    registry: job.registry ?? jobRegistry,
    leaseMs: 45_000,
    pace: UNHURRIED,
    ...more,
  });
}

export async function mustClaim(scene: Scene, job: { jobId: string; attempt?: number }): Promise<ClaimedJob> {
  let answer = await claim(scene, job);
  // An alarm has rung; the queue would hand it out again in its turn.
  if (answer.kind === "lined_up") answer = await claim(scene, job);
  if (answer.kind !== "claimed") throw new Error(`not claimed: ${JSON.stringify(answer)}`);
  return answer.job;
}

type FinishWith = { job: ClaimedJob; ending: Exclude<Ending, { kind: "fenced" }> };

export function finish(scene: Scene, shop: Pick<Shop, "scope">, { job, ending }: FinishWith): Promise<AttemptEnded> {
  return withScope(scene.worker, shop.scope, (tx) => finishAttempt(tx, { ...job, ending, by: BY_WORKER, random: 0.5 }));
}

export function readRecord(scene: Scene, shop: Pick<Shop, "scope">, jobId: string): Promise<JobRecord> {
  return asWeb(scene, shop, (tx) => readJobRecord(tx, jobId));
}

/** What a registration brings home. */
export const REGISTERED: Extract<Ending, { kind: "finished" }> = {
  kind: "finished",
  outcome: "success",
  summary: "kereru.pumpd.example",
  result: {
    upstreamId: "RESkereru0001",
    subdomain: "kereru",
    storeUrl: "https://kereru.pumpd.example",
    readBack: {
      name: "Kererū Kitchen",
      address: "12 Cuba Street",
      phone: "",
      slotCount: 6,
      currency: "NZD",
      taxInPrices: true,
    },
  },
};

/** The queue's rows of a job, as the owner sees them. */
export async function wakeUps(scene: Scene, jobId: string): Promise<{ key: string; run_at: Date }[]> {
  return scene.owner
    .$client`select key, run_at from graphile_worker.jobs where key like ${`job:${jobId}:%`} order by key`;
}

/** So that the same restaurant can be registered once more, for tests of history. */
export async function forgetMilestones(scene: Scene, { restaurantId }: Pick<Shop, "restaurantId">): Promise<void> {
  await scene.owner.$client`delete from restaurant_milestones where restaurant_id = ${restaurantId}`;
  await scene.owner.$client`update restaurants set upstream_id = null where id = ${restaurantId}`;
}

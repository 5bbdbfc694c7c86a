import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { connect, type Database, disconnect, type OrgScope, withScope } from "@pumpd/db";
import { type Enqueued, enqueueJob, type JobRecord, readJobRecord } from "@pumpd/domain/jobs";
import { NO_PRIVATE_HOSTS } from "@pumpd/domain/outgoing";
import {
  BY_TEST,
  createAccount,
  createOrganisation,
  createRestaurant,
  refuseCanaryInFiles,
  type TestAccount,
  testDatabase,
  testKeys,
  UNHURRIED,
} from "@pumpd/testing";
import type { WorkerEnv } from "../src/env.ts";
import { createLog } from "../src/log.ts";
import { parsePortalHosts } from "../src/portal-hosts.ts";
import type { RunJob } from "../src/run-attempt.ts";
import { type RunningWorker, startWorker, type WorkerOptions } from "../src/worker.ts";
import { BROWSERLESS, testRegistry } from "./job-types.ts";

export type Scene = {
  owner: Database;
  web: Database;
  ownerUrl: string;
  workerUrl: string;
  dataDir: string;
  scope: OrgScope;
  close(): Promise<void>;
};

export const PORTAL = "http://admin.simulator.localhost:4000";

/** A database and an organisation of its own. */
export async function openScene({ adminUrl = PORTAL }: { adminUrl?: string } = {}): Promise<Scene> {
  return openSceneOn(await testDatabase(), { adminUrl });
}

export type SceneDatabase = { ownerUrl: string; webUrl: string; workerUrl: string; drop: () => Promise<void> };

export async function openSceneOn(
  database: SceneDatabase,
  { adminUrl = PORTAL }: { adminUrl?: string } = {},
): Promise<Scene> {
  const owner = connect(database.ownerUrl, { applicationName: "test owner", max: 3 });
  const web = connect(database.webUrl, { applicationName: "test web", max: 6 });
  const dataDir = mkdtempSync(join(tmpdir(), "pumpd-worker-test-"));
  const { scope } = await createOrganisation(owner, { adminUrl });
  return {
    owner,
    web,
    scope,
    dataDir,
    ownerUrl: database.ownerUrl,
    workerUrl: database.workerUrl,
    close: async () => {
      await Promise.all([disconnect(owner), disconnect(web)]);
      await database.drop();
      refuseCanaryInFiles(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type Shop = { restaurantId: string; subdomain: string; account: TestAccount };

export async function openShop(scene: Scene, { account }: { account?: TestAccount } = {}): Promise<Shop> {
  const restaurant = await createRestaurant(scene.owner, { scope: scene.scope });
  if (!account)
    return {
      restaurantId: restaurant.id,
      subdomain: restaurant.subdomain,
      account: await createAccount(scene.owner, { scope: scene.scope, restaurantId: restaurant.id }),
    };
  await scene.owner.$client`update restaurants set account_id = ${account.id} where id = ${restaurant.id}`;
  return { restaurantId: restaurant.id, subdomain: restaurant.subdomain, account };
}

export function enqueue(scene: Scene, shop: Shop, type = BROWSERLESS): Promise<Enqueued> {
  return withScope(scene.web, scene.scope, (tx) =>
    enqueueJob(tx, { type, restaurantId: shop.restaurantId, by: BY_TEST, registry: testRegistry }),
  );
}

export function readRecord(scene: Scene, jobId: string): Promise<JobRecord> {
  return withScope(scene.web, scene.scope, (tx) => readJobRecord(tx, jobId));
}

export async function workerEnv(
  scene: Pick<Scene, "workerUrl" | "dataDir">,
  more: Partial<WorkerEnv> = {},
): Promise<WorkerEnv> {
  const { privateKeysDir } = await testKeys();
  return {
    databaseUrl: scene.workerUrl,
    port: 0,
    listenHost: "127.0.0.1",
    host: "test",
    concurrency: 2,
    portalHosts: parsePortalHosts({ hosts: "*.simulator.localhost:4000" }),
    portalUrl: null,
    jobLimits: {},
    webhookPrivateHosts: NO_PRIVATE_HOSTS,
    privateKeysDir,
    artifacts: { directory: join(scene.dataDir, "artifacts") },
    tempRoot: join(scene.dataDir, "browsers"),
    timings: {
      leaseMs: 5_000,
      heartbeatMs: 500,
      reconcileMs: 1_000,
      drainMs: 20_000,
      probeAfterSentMs: 2_000,
      hostLookMs: 1_000,
    },
    pace: UNHURRIED,
    mail: null,
    canaryEveryMs: 0,
    retention: { jobDays: 90, pictureDays: 30 },
    crashAt: undefined,
    ...more,
  };
}

export type StartHere = { run: RunJob; env?: Partial<WorkerEnv>; options?: Partial<WorkerOptions> };

/** A worker in this process, with the tests' job type. */
export async function startHere(
  scene: Pick<Scene, "workerUrl" | "dataDir">,
  { run, env, options }: StartHere,
): Promise<RunningWorker> {
  return startWorker({
    env: await workerEnv(scene, env),
    registry: testRegistry,
    run: () => run,
    assertCanRun: () => Promise.resolve(),
    log: createLog(process.env.TEST_LOG === "1" ? "debug" : "silent"),
    version: "test",
    ...options,
  });
}

/** Waits for a fact, at most `withinMs`; answers it. */
export async function until<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = 45_000,
): Promise<T> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > giveUpAt) throw new Error(`not seen within ${withinMs} ms: ${look.toString()}`);
    await pause(25);
  }
}

export async function untilStatus(
  scene: Scene,
  jobId: string,
  status: JobRecord["status"],
  withinMs?: number,
): Promise<JobRecord> {
  return until(async () => {
    const record = await readRecord(scene, jobId);
    return record.status === status && record;
  }, withinMs);
}

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { withScope } from "@pumpd/db";
import { setPassword } from "@pumpd/domain/accounts";
import { decideJob, readJob, readJobLog } from "@pumpd/domain/jobs";
import { readSealingKey } from "@pumpd/domain/vault";
import { BY_TEST, startSimulator, type TestSimulator, testKeys } from "@pumpd/testing";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { enqueue, openScene, openShop, type Scene, type Shop, until, untilStatus } from "./scene.ts";
import { spawnWorker, type WorkerProcess } from "./worker-process.ts";

const REGISTER = "register_restaurant";
let simulator: TestSimulator;
let scene: Scene;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  simulator = await startSimulator();
  scene = await openScene({ adminUrl: simulator.url });
});
afterEach(async () => {
  for (const worker of workers.splice(0)) {
    worker.child.kill("SIGTERM");
    await worker.ended;
  }
  await simulator.control.heal();
});
afterAll(async () => {
  await scene.close();
  await simulator.stop();
});

async function start(env: Readonly<Record<string, string>> = {}): Promise<WorkerProcess> {
  const worker = await spawnWorker(scene, { PORTAL_URL: simulator.url, ...env });
  workers.push(worker);
  return worker;
}

async function openShopAtPortal(password?: string): Promise<Shop> {
  const shop = await openShop(scene);
  await simulator.control.seed({
    accounts: [{ email: shop.account.login, password: password ?? shop.account.password }],
  });
  return shop;
}

async function creates(shop: Shop): Promise<number> {
  const { effects } = await simulator.control.journal();
  return effects.filter(({ kind, account }) => kind === "restaurant.create" && account === shop.account.login).length;
}

const detail = (jobId: string) => withScope(scene.web, scene.scope, (tx) => readJob(tx, { id: jobId }));

test("a restaurant is registered at the portal, seen, and read back; no trace of the password is left", async () => {
  const worker = await start({ DEBUG_MODE: "true" });
  const shop = await openShopAtPortal();
  const { jobId } = await enqueue(scene, shop, REGISTER);
  const record = await untilStatus(scene, jobId, "completed", 90_000);
  expect(record).toMatchObject({ outcome: "success", sentCount: 1, seenCount: 1 });
  expect(record.result).toMatchObject({ subdomain: shop.subdomain });
  expect(await creates(shop)).toBe(1);
  const page = await detail(jobId);
  expect(page.effects).toMatchObject([{ state: "observed" }]);
  expect(page.plan.map((step) => step.status)).toEqual(["done", "done", "done"]);
  expect(page.pictures.length).toBeGreaterThan(0);
  expect(page.links.portal).toContain(String(record.result?.upstreamId));
  const log = await withScope(scene.web, scene.scope, (tx) => readJobLog(tx, { id: jobId }));
  expect(log.lines.length).toBeGreaterThan(0);
  expect(JSON.stringify([page, log, worker.lines])).not.toContain(shop.account.password);
}, 150_000);

test.each(["after-continue", "after-intent"])(
  "a worker killed at %s: at most one restaurant, and completed only when it is there",
  async (place) => {
    const killed = await start({ CRASH_AT: place });
    const shop = await openShopAtPortal();
    const { jobId } = await enqueue(scene, shop, REGISTER);
    expect(await killed.ended).toBe("SIGKILL");
    await start();
    const record = await until(async () => {
      const page = await detail(jobId);
      return (page.status === "completed" || page.status === "needs_review") && page;
    }, 120_000);
    const made = await creates(shop);
    expect(made).toBeLessThanOrEqual(1);
    expect(record.status === "completed" ? made : record.failure?.code).toBe(
      record.status === "completed" ? 1 : "OUTCOME_UNKNOWN",
    );
    if (place === "after-intent") expect(record.status).toBe("completed");
    expect(record.attempts[0]).toMatchObject({ status: "lost", isCharged: false });
    expect(record.attempts[1]).toMatchObject({ trigger: "recovery" });
    await until(() => readdirSync(join(scene.dataDir, "browsers")).length === 0);
  },
  240_000,
);

test("a wrong password: one try, the account is held, and a new password lets the waiting jobs go on", async () => {
  const shop = await openShopAtPortal("the portal has another one");
  const second = await openShop(scene, shop);
  await start();
  const one = await enqueue(scene, shop, REGISTER);
  await untilStatus(scene, one.jobId, "needs_review", 90_000);
  const two = await enqueue(scene, second, REGISTER);
  await until(async () => (await detail(two.jobId)).state === "on_hold");
  const { requests } = await simulator.control.journal();
  const logins = requests.filter(({ method, path }) => method === "POST" && path === "/api/session");
  expect(logins.length).toBeGreaterThan(0);
  const { publicKeyFile } = await testKeys();
  const sealingKey = await readSealingKey(publicKeyFile);
  const password = "the portal has another one";
  const set = await withScope(scene.web, scene.scope, (tx) =>
    setPassword(tx, { by: BY_TEST, sealingKey, id: shop.account.id, password }),
  );
  expect(set.releasedJobs).toBe(2);
  await untilStatus(scene, one.jobId, "completed", 90_000);
  await untilStatus(scene, two.jobId, "completed", 90_000);
  expect(await creates(shop)).toBe(2);
}, 300_000);

test("sent and never seen goes to a person; looking again finds it later and completes the job", async () => {
  await start();
  const shop = await openShopAtPortal();
  await simulator.control.fault({ kind: "slow-list", ms: 12_000 });
  await simulator.control.fault({ kind: "commit-then-reset" });
  const { jobId } = await enqueue(scene, shop, REGISTER);
  await untilStatus(scene, jobId, "needs_review", 120_000);
  expect(await creates(shop)).toBe(1);
  await simulator.control.heal();
  await withScope(scene.web, scene.scope, (tx) => decideJob(tx, { id: jobId, decision: "look_again", by: BY_TEST }));
  const record = await untilStatus(scene, jobId, "completed", 90_000);
  expect(record).toMatchObject({ resolvedHow: "linked" });
  expect(await creates(shop)).toBe(1);
}, 240_000);

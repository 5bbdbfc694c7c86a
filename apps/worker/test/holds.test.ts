import { withScope } from "@pumpd/db";
import { readJob } from "@pumpd/domain/jobs";
import { startSimulator, type TestSimulator } from "@pumpd/testing";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { enqueue, openScene, openShop, type Scene, type Shop, until, untilStatus } from "./scene.ts";
import { spawnWorker, type WorkerProcess } from "./worker-process.ts";

const REGISTER = "register_restaurant";
const LOOK_MS = 1_000;
/** Looks are fifteen times as frequent as in production, so this is five minutes of maintenance. */
const MAINTENANCE_MS = 20_000;

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

async function start(): Promise<void> {
  workers.push(await spawnWorker(scene, { PORTAL_URL: simulator.url, WORKER_HOST_LOOK_MS: String(LOOK_MS) }));
}

async function openShopAtPortal(): Promise<Shop> {
  const shop = await openShop(scene);
  await simulator.control.seed({ accounts: [{ email: shop.account.login, password: shop.account.password }] });
  return shop;
}

const detail = (jobId: string) => withScope(scene.web, scene.scope, (tx) => readJob(tx, { id: jobId }));
const requestsSince = async (at: number) =>
  (await simulator.control.journal()).requests.filter((request) => Date.parse(request.at) > at);

test("a portal in maintenance: jobs wait and say why, none fails, it is asked rarely, and all resume by themselves", async () => {
  const shops = [await openShopAtPortal(), await openShopAtPortal(), await openShopAtPortal()];
  await simulator.control.fault({ kind: "maintenance-page" });
  await start();
  const jobs = await Promise.all(shops.map((shop) => enqueue(scene, shop, REGISTER)));
  for (const { jobId } of jobs)
    await until(async () => {
      const job = await detail(jobId);
      return job.state === "on_hold" && job.runAt !== null && job.waitFor?.includes("maintenance");
    }, 90_000);
  const heldAt = Date.now();
  await until(() => Date.now() - heldAt > MAINTENANCE_MS, MAINTENANCE_MS * 2);
  const asked = await requestsSince(heldAt);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.length).toBeLessThanOrEqual((MAINTENANCE_MS / LOOK_MS) * 1.2);
  await simulator.control.heal();
  for (const { jobId } of jobs) {
    const record = await untilStatus(scene, jobId, "completed", 120_000);
    expect(record.triesUsed).toBe(1);
    const { attempts } = await detail(jobId);
    expect(attempts.filter(({ status }) => status !== "put_off").map(({ status }) => status)).toEqual(["succeeded"]);
    expect(attempts.length).toBeLessThanOrEqual(2);
  }
  const [{ placed } = { placed: 0 }] = await scene.owner.$client<{ placed: number }[]>`
    select count(*)::int as placed from holds where scope = 'host'`;
  expect(placed).toBe(1);
  const alerts = () => scene.owner.$client<{ resolved: boolean }[]>`
    select resolved_at is not null as resolved from alerts where rule = 'host_held'`;
  await until(async () => (await alerts()).every(({ resolved }) => resolved), 60_000);
  expect(await alerts()).toHaveLength(1);
}, 400_000);

test("a portal that answers 429 is left alone as long as it asked, and the job then ends well with its first try", async () => {
  const shop = await openShopAtPortal();
  await simulator.control.fault({ kind: "rate-limit", retryAfter: 8, route: "POST /api/session", nth: 1 });
  await start();
  const { jobId } = await enqueue(scene, shop, REGISTER);
  const record = await untilStatus(scene, jobId, "completed", 120_000);
  expect(record.triesUsed).toBe(1);
  const { requests } = await simulator.control.journal();
  const refused = requests.findIndex(({ status }) => status === 429);
  const [before, ...after] = requests
    .slice(refused)
    .filter(({ path, method }) => method === "POST" && path === "/api/session");
  expect(Date.parse(after[0]?.at ?? "") - Date.parse(before?.at ?? "")).toBeGreaterThanOrEqual(8_000);
  expect((await detail(jobId)).attempts.map(({ status }) => status)).toEqual(["put_off", "succeeded"]);
}, 300_000);

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Postgres, startPostgres } from "@pumpd/db/embedded";
import { migrate, provisionRoles } from "@pumpd/db/migrate";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunReport } from "../src/run-attempt.ts";
import { SUCCESS } from "./job-types.ts";
import { enqueue, openSceneOn, openShop, readRecord, type Scene, startHere, until, untilStatus } from "./scene.ts";

/** A server of its own, because it is stopped and started under the worker's feet. */
let postgres: Postgres;
let dataDir: string;
let scene: Scene;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "pumpd-outage-"));
  postgres = await startPostgres({ dataDir, preferredPort: 54_900, durability: "test" });
  await migrate(postgres.adminUrl);
  const urls = await provisionRoles(postgres.adminUrl, {
    web: "web-password-of-a-test",
    worker: "worker-password-of-a-test",
  });
  scene = await openSceneOn({ ownerUrl: postgres.adminUrl, ...urls, drop: async () => {} });
});
afterAll(async () => {
  await scene.close();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function restart(whileDown: () => Promise<void>): Promise<void> {
  const { port } = postgres;
  await postgres.stop();
  await whileDown();
  postgres = await startPostgres({ dataDir, preferredPort: port, durability: "test" });
  expect(postgres.port).toBe(port);
}

const silentFor = (ms: number) => {
  const from = performance.now();
  return until(() => performance.now() - from > ms);
};

test("Postgres away at the moment a job ends: its result is kept, and the worker goes on with the next one", async () => {
  const gate = Promise.withResolvers<RunReport>();
  const ends = [gate.promise];
  const unhandled: unknown[] = [];
  process.on("unhandledRejection", (reason) => unhandled.push(reason));
  const worker = await startHere(scene, {
    run: () => ends.shift() ?? Promise.resolve(SUCCESS),
    env: {
      timings: {
        leaseMs: 20_000,
        heartbeatMs: 1_000,
        reconcileMs: 1_000,
        drainMs: 20_000,
        probeAfterSentMs: 2_000,
        hostLookMs: 1_000,
      },
    },
  });
  const { jobId } = await enqueue(scene, await openShop(scene));
  await untilStatus(scene, jobId, "running");
  await restart(async () => {
    gate.resolve(SUCCESS);
    await silentFor(2_000);
  });
  expect(await untilStatus(scene, jobId, "completed", 60_000)).toMatchObject({ triesUsed: 1, attempt: 1 });
  const next = await enqueue(scene, await openShop(scene));
  await untilStatus(scene, next.jobId, "completed", 60_000);
  await until(async () => {
    const [row] = await scene.owner.$client<{ n: number }[]>`select count(*)::int as n from graphile_worker.jobs`;
    return row?.n === 0;
  }, 60_000);
  expect(await worker.stop()).toBe(true);
  expect(unhandled).toEqual([]);
}, 240_000);

test("Postgres away longer than the lease: the job comes back by itself, nothing is lost", async () => {
  const gate = Promise.withResolvers<RunReport>();
  const ends = [gate.promise];
  const worker = await startHere(scene, { run: () => ends.shift() ?? Promise.resolve(SUCCESS) });
  const { jobId } = await enqueue(scene, await openShop(scene));
  await untilStatus(scene, jobId, "running");
  await restart(async () => {
    gate.resolve(SUCCESS);
    await silentFor(7_000);
  });
  await untilStatus(scene, jobId, "completed", 60_000);
  const { attempt } = await readRecord(scene, jobId);
  expect(attempt).toBeGreaterThanOrEqual(1);
  expect(await worker.stop()).toBe(true);
}, 240_000);

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLog } from "../src/log.ts";
import { type QueueRunner, startQueueRunner } from "../src/queue-runner.ts";
import { openScene, type Scene, until } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

function start(tasks = {}): Promise<QueueRunner> {
  return startQueueRunner({
    databaseUrl: scene.workerUrl,
    concurrency: 1,
    tasks: { nothing: () => {}, ...tasks },
    log: createLog("silent"),
    lookMs: 1_000,
  });
}

test("a queue that asks for no jobs any more is given up, and another one works", async () => {
  const silent = await start();
  await scene.owner.transaction(async (tx) => {
    // Whoever asks for a job waits for as long as this is held.
    await tx.execute(sql`lock table graphile_worker._private_jobs in access exclusive mode`);
    await silent.ended;
  });
  let isDone = false;
  const next = await start({
    something: () => {
      isDone = true;
    },
  });
  expect(next.poolId).not.toBe(silent.poolId);
  await scene.owner.execute(sql`select graphile_worker.add_job('something')`);
  await until(() => isDone);
  await next.stop();
});

test("a queue whose only slot is busy for long is no silent one", async () => {
  const gate = Promise.withResolvers<void>();
  let hasEnded = false;
  const queue = await start({ long: () => gate.promise });
  void queue.ended.then(() => {
    hasEnded = true;
  });
  await scene.owner.execute(sql`select graphile_worker.add_job('long')`);
  const from = performance.now();
  // Longer than a silent one is given.
  await until(() => performance.now() - from > 8_000);
  expect(hasEnded).toBe(false);
  gate.resolve();
  await queue.stop();
});

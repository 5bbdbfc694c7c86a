import { tables, withScope } from "@pumpd/db";
import { cancelJob, type Enqueued, readJob } from "@pumpd/domain/jobs";
import { drainWorker } from "@pumpd/domain/workers";
import { failure } from "@pumpd/model";
import { BY_TEST } from "@pumpd/testing";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { AttemptRun, RunReport } from "../src/run-attempt.ts";
import type { RunningWorker } from "../src/worker.ts";
import { NO_BROWSER, runUntil, SUCCESS } from "./job-types.ts";
import {
  enqueue,
  openScene,
  openShop,
  readRecord,
  type Scene,
  type StartHere,
  startHere,
  until,
  untilStatus,
} from "./scene.ts";

let scene: Scene;
const started: RunningWorker[] = [];
beforeAll(async () => {
  scene = await openScene();
});
afterEach(async () => {
  for (const worker of started.splice(0)) await worker.stop();
});
afterAll(() => scene.close());

async function start(parts: StartHere): Promise<RunningWorker> {
  const worker = await startHere(scene, parts);
  started.push(worker);
  return worker;
}

const locks = async () =>
  (await scene.owner.$client<{ n: number }[]>`select count(*)::int as n from graphile_worker.jobs`)[0]?.n;

test("a pressed job starts and completes; the queue is empty afterwards", async () => {
  await start({ run: () => Promise.resolve(SUCCESS) });
  await until(async () => (await scene.owner.select().from(tables.workers)).some((row) => row.poolId));
  const { jobId } = await enqueue(scene, await openShop(scene));
  const record = await untilStatus(scene, jobId, "completed");
  expect(record).toMatchObject({ outcome: "success", result: { label: "done" }, triesUsed: 1, attempt: 1 });
  await until(async () => (await locks()) === 0);
});

test("a stop that comes while the queue is still starting wins: it ends in time and hands nothing back and forth", async () => {
  const { jobId } = await enqueue(scene, await openShop(scene));
  const worker = await startHere(scene, { run: () => Promise.resolve(SUCCESS) });
  expect(await worker.stop()).toBe(true);
  // A job the queue had picked up by then runs to its end; it is not handed back to the queue that should be gone.
  expect((await readRecord(scene, jobId)).attempt).toBe(1);
});

test("five jobs, never more than two at once, and every slot comes back", async () => {
  let running = 0;
  let most = 0;
  const gates: (() => void)[] = [];
  const run = async (): Promise<RunReport> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => gates.push(resolve));
    running -= 1;
    if (gates.length === 3) throw new Error("one throws");
    return SUCCESS;
  };
  await start({ run });
  const jobs: Enqueued[] = [];
  for (let n = 0; n < 5; n += 1) jobs.push(await enqueue(scene, await openShop(scene)));
  for (let n = 0; n < 5; n += 1) {
    // Both slots are taken before one is given back, so that "two at once" is seen and not met by luck.
    await until(() => gates.length > Math.min(n + 1, 4));
    gates[n]?.();
  }
  const statuses = await until(async () => {
    const records = await Promise.all(jobs.map(({ jobId }) => readRecord(scene, jobId)));
    const done = records.map(({ status, waitKind }) => (waitKind === "retry" ? "retry" : status));
    return done.every((status) => status === "completed" || status === "retry") && done;
  });
  expect(most).toBe(2);
  expect(running).toBe(0);
  expect(statuses.filter((status) => status === "retry").length).toBeLessThanOrEqual(1);
  for (const { jobId } of jobs)
    await withScope(scene.web, scene.scope, (tx) => cancelJob(tx, { id: jobId, by: BY_TEST }));
});

test("jobs of one account never overlap, and the next starts when the one before it ends", async () => {
  const first = await openShop(scene);
  const shops = [first, await openShop(scene, first), await openShop(scene, first)];
  const spans: { from: number; to: number }[] = [];
  await start({
    run: async () => {
      const span = { from: performance.now(), to: Number.POSITIVE_INFINITY };
      spans.push(span);
      await until(() => performance.now() - span.from > 150);
      span.to = performance.now();
      return SUCCESS;
    },
    env: {
      timings: {
        leaseMs: 5_000,
        heartbeatMs: 500,
        reconcileMs: 60_000,
        drainMs: 20_000,
        probeAfterSentMs: 2_000,
        hostLookMs: 1_000,
      },
    },
  });
  const jobs = await Promise.all(shops.map((shop) => enqueue(scene, shop)));
  for (const { jobId } of jobs) await untilStatus(scene, jobId, "completed", 10_000);
  const sorted = spans.sort((a, b) => a.from - b.from);
  expect(sorted).toHaveLength(3);
  for (const [index, span] of sorted.slice(1).entries())
    expect(span.from).toBeGreaterThanOrEqual(sorted[index]?.to ?? 0);
});

test("a running job is stopped at once, without waiting for a heartbeat", async () => {
  const never = new Promise<void>(() => {});
  await start({
    run: runUntil(() => never),
    env: {
      timings: {
        leaseMs: 60_000,
        heartbeatMs: 20_000,
        reconcileMs: 60_000,
        drainMs: 20_000,
        probeAfterSentMs: 2_000,
        hostLookMs: 1_000,
      },
    },
  });
  const { jobId } = await enqueue(scene, await openShop(scene));
  await untilStatus(scene, jobId, "running");
  const pressedAt = performance.now();
  await withScope(scene.web, scene.scope, (tx) => cancelJob(tx, { id: jobId, by: BY_TEST }));
  const record = await untilStatus(scene, jobId, "cancelled", 5_000);
  expect(performance.now() - pressedAt).toBeLessThan(1_500);
  expect(record.triesUsed).toBe(0);
});

test("a transient failure is tried again by itself and then completes", async () => {
  let tries = 0;
  await start({
    run: () => {
      tries += 1;
      const ending = { kind: "failed", failure: failure("PORTAL_ERROR", { status: 502 }), changed: false } as const;
      return Promise.resolve(tries === 1 ? { ending, browser: NO_BROWSER } : SUCCESS);
    },
  });
  const { jobId } = await enqueue(scene, await openShop(scene));
  const planned = await until(async () => {
    const record = await readRecord(scene, jobId);
    return record.waitKind === "retry" && record;
  });
  expect(planned).toMatchObject({ status: "pending", attempt: 2, failureCode: "PORTAL_ERROR" });
  const record = await untilStatus(scene, jobId, "completed");
  expect(record).toMatchObject({ attempt: 2, triesUsed: 2, failure: null });
});

test("a result that is not the definition's is our bug: once more, then failed", async () => {
  const report: RunReport = {
    ...SUCCESS,
    ending: { kind: "finished", outcome: "success", result: { wrong: 1 }, summary: "" },
  };
  await start({ run: () => Promise.resolve(report) });
  const { jobId } = await enqueue(scene, await openShop(scene));
  const record = await untilStatus(scene, jobId, "failed");
  expect(record).toMatchObject({ failureCode: "RESULT_INVALID", attempt: 2, result: null });
});

test("a job whose type nobody here knows stays pending", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  await withScope(scene.web, scene.scope, (tx) => cancelJob(tx, { id: jobId, by: BY_TEST }));
  const [row] = await withScope(scene.web, scene.scope, (tx) =>
    tx.execute<{ job_id: string }>(
      `select job_id from app.enqueue_job('${JSON.stringify({
        shortId: "J-22222",
        type: "from_the_future",
        definitionVersion: 1,
        mode: "run",
        restaurantId: shop.restaurantId,
        accountId: shop.account.id,
        input: {},
        priority: 0,
        maxTries: 3,
        by: BY_TEST,
      })}'::jsonb)`,
    ),
  );
  const seen: string[] = [];
  await start({
    run: ({ job }: AttemptRun) => {
      seen.push(job.type);
      return Promise.resolve(SUCCESS);
    },
  });
  const other = await enqueue(scene, await openShop(scene));
  await untilStatus(scene, other.jobId, "completed");
  expect(await readRecord(scene, row?.job_id ?? "")).toMatchObject({ status: "pending" });
  expect(seen).not.toContain("from_the_future");
});

test("a job of a newer definition waits for a newer worker, and says so once", async () => {
  const { jobId } = await enqueue(scene, await openShop(scene));
  await scene.owner.$client`update jobs set definition_version = 99 where id = ${jobId}`;
  await start({ run: () => Promise.resolve(SUCCESS) });
  const events = await until(async () => {
    const found = await scene.owner.$client<{ reason: string }[]>`
      select reason from job_events where job_id = ${jobId} and kind = 'waiting_for_newer_worker'`;
    return found.length > 0 && found;
  });
  expect([...events]).toEqual([{ reason: "newer_version" }]);
  expect(await readRecord(scene, jobId)).toMatchObject({ status: "pending", attempt: 1 });
  await withScope(scene.web, scene.scope, (tx) => cancelJob(tx, { id: jobId, by: BY_TEST }));
});

test("a job that ends during stop keeps its result, and no lock is left behind", async () => {
  const gate = Promise.withResolvers<void>();
  const worker = await startHere(scene, {
    run: async () => {
      await gate.promise;
      return SUCCESS;
    },
  });
  const { jobId } = await enqueue(scene, await openShop(scene));
  await untilStatus(scene, jobId, "running");
  const stopped = worker.stop();
  await until(async () => (await fetch(`http://127.0.0.1:${worker.port}/readyz`)).status === 503);
  gate.resolve();
  expect(await stopped).toBe(true);
  expect(await readRecord(scene, jobId)).toMatchObject({ status: "completed", triesUsed: 1 });
  const rows = await scene.owner.$client`select key from graphile_worker.jobs where key like ${`job:${jobId}:%`}`;
  expect(rows).toHaveLength(0);
});

test("a stop hands running jobs back without a try, and the next worker goes on", async () => {
  const never = new Promise<void>(() => {});
  const worker = await startHere(scene, { run: runUntil(() => never) });
  const { jobId } = await enqueue(scene, await openShop(scene));
  await untilStatus(scene, jobId, "running");
  expect(await worker.stop()).toBe(true);
  expect(await readRecord(scene, jobId)).toMatchObject({
    status: "pending",
    waitKind: "handed_back",
    attempt: 2,
    triesUsed: 0,
  });
  await start({ run: () => Promise.resolve(SUCCESS) });
  await untilStatus(scene, jobId, "completed");
  const { attempts } = await withScope(scene.web, scene.scope, (tx) => readJob(tx, { id: jobId }));
  expect(attempts).toMatchObject([{ status: "handed_back", isCharged: false }, { status: "succeeded" }]);
});

test("a worker without a browser takes no job, says why, and begins when there is one", async () => {
  let isThere = false;
  const worker = await start({
    run: () => Promise.resolve(SUCCESS),
    options: { assertCanRun: () => (isThere ? Promise.resolve() : Promise.reject(new Error("No browser was found"))) },
  });
  const { jobId } = await enqueue(scene, await openShop(scene));
  const ready = await until(async () => {
    const answer = await fetch(`http://127.0.0.1:${worker.port}/readyz`);
    return answer.status === 503 && answer;
  });
  expect(await ready.json()).toMatchObject({ ok: false });
  expect(await readRecord(scene, jobId)).toMatchObject({ status: "pending" });
  isThere = true;
  await untilStatus(scene, jobId, "completed");
  const metrics = await (await fetch(`http://127.0.0.1:${worker.port}/metrics`)).text();
  expect(metrics).toContain('pumpd_attempts_ended_total{type="test_browserless",status="completed"} 1');
});

test("a drained worker takes no more jobs and hands back what runs, uncharged; told to go on, it goes on", async () => {
  const never = new Promise<void>(() => {});
  let isHeld = true;
  const worker = await start({
    run: (attempt) => (isHeld ? runUntil(() => never)(attempt) : Promise.resolve(SUCCESS)),
  });
  const { jobId } = await enqueue(scene, await openShop(scene));
  await untilStatus(scene, jobId, "running");
  const drain = (to: "drain" | "take_jobs") =>
    withScope(scene.web, scene.scope, (tx) => drainWorker(tx, { id: worker.id, to, by: BY_TEST }));
  await drain("drain");
  const handedBack = await untilStatus(scene, jobId, "pending", 30_000);
  expect(handedBack).toMatchObject({ waitKind: "handed_back", triesUsed: 0, attempt: 2 });
  await until(async () => {
    const [row] = await scene.owner
      .$client`select from workers where id = ${worker.id} and not_taking like '%no more jobs%'`;
    return row !== undefined;
  });
  isHeld = false;
  await drain("take_jobs");
  expect(await untilStatus(scene, jobId, "completed", 30_000)).toMatchObject({ triesUsed: 1 });
}, 120_000);

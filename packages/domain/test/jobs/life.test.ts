import { failure } from "@pumpd/model";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelJob } from "../../src/jobs/cancel.ts";
import { beatAttempt } from "../../src/jobs/heartbeat.ts";
import { listJobs } from "../../src/jobs/list.ts";
import { countJobs, readOverview } from "../../src/jobs/overview.ts";
import { prepareJob } from "../../src/jobs/prepare.ts";
import { readJob } from "../../src/jobs/read.ts";
import { retryJob } from "../../src/jobs/retry.ts";
import { readJobStatuses } from "../../src/jobs/status.ts";
import { watchJob } from "../../src/jobs/watch.ts";
import {
  addShop,
  asWeb,
  BY,
  claim,
  enqueue,
  finish,
  mustClaim,
  openScene,
  openShop,
  REGISTERED,
  readRecord,
  type Scene,
  TYPE,
  wakeUps,
} from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

test("50 racing presses make one job, and every caller gets it", async () => {
  const shop = await openShop(scene);
  const answers = await Promise.all(Array.from({ length: 50 }, () => enqueue(scene, shop)));
  expect(new Set(answers.map((answer) => answer.jobId)).size).toBe(1);
  expect(answers.filter((answer) => answer.isNew)).toHaveLength(1);
  expect(await wakeUps(scene, answers[0]?.jobId ?? "")).toHaveLength(1);
});

test("a success completes the job, writes the restaurant's facts and the account's state", async () => {
  const shop = await openShop(scene);
  const { jobId, shortId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  expect(await beatAttempt(scene.worker, { ...job, leaseMs: 45_000 })).toEqual({ say: "carry_on", isWatched: false });
  await asWeb(scene, shop, (tx) => watchJob(tx, jobId));
  expect(await beatAttempt(scene.worker, { ...job, leaseMs: 45_000 })).toEqual({ say: "carry_on", isWatched: true });
  expect(await finish(scene, shop, { job, ending: REGISTERED })).toEqual({ isOurs: true, status: "completed" });
  expect(await finish(scene, shop, { job, ending: REGISTERED })).toEqual({ isOurs: false, status: "completed" });
  expect(await beatAttempt(scene.worker, { ...job, leaseMs: 45_000 })).toMatchObject({ say: "lost" });
  const detail = await asWeb(scene, shop, (tx) => readJob(tx, { id: shortId }));
  expect(detail).toMatchObject({
    id: jobId,
    status: "completed",
    state: "completed",
    links: { store: "https://kereru.pumpd.example", portal: "https://admin.pumpd.example/restaurant/RESkereru0001" },
    attempts: [{ status: "succeeded", worker: "test" }],
    events: [{ to: "pending" }, { to: "running" }, { to: "completed" }],
  });
  expect(detail.resultRows.length).toBeGreaterThan(3);
});

test("a transient failure plans the next attempt on the database's clock; retries end in failed and can be pressed once", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  const ending = { kind: "failed", failure: failure("PORTAL_ERROR", { status: 502 }), changed: false } as const;
  for (const attempt of [1, 2, 3]) {
    await scene.owner.$client`update jobs set run_at = null where id = ${jobId}`;
    const job = await mustClaim(scene, { jobId, attempt });
    await finish(scene, shop, { job, ending });
    const record = await readRecord(scene, shop, jobId);
    expect(record.triesUsed).toBe(attempt);
    if (attempt < 3) {
      expect(record).toMatchObject({ status: "pending", waitKind: "retry", attempt: attempt + 1 });
      const waitMs = (record.runAt?.getTime() ?? 0) - Date.now();
      expect(waitMs).toBeGreaterThan(attempt === 1 ? 3_000 : 11_000);
      expect(waitMs).toBeLessThan(attempt === 1 ? 7_000 : 19_000);
      expect(await wakeUps(scene, jobId)).toContainEqual(
        expect.objectContaining({ key: `job:${jobId}:${attempt + 1}` }),
      );
    }
  }
  expect(await readRecord(scene, shop, jobId)).toMatchObject({ status: "failed", failureCode: "PORTAL_ERROR" });
  const press = () => asWeb(scene, shop, (tx) => retryJob(tx, { id: jobId, how: "resume", by: BY }));
  const [one, two] = await Promise.all([press(), press()]);
  expect([one.changed, two.changed].sort()).toEqual([false, true]);
  expect(await readRecord(scene, shop, jobId)).toMatchObject({
    status: "pending",
    attempt: 4,
    triesUsed: 0,
    trigger: "resume",
  });
});

test("an account works on one job at a time, and the next one is woken when it is free", async () => {
  const first = await openShop(scene);
  const second = await addShop(scene, first);
  const one = await enqueue(scene, first);
  const two = await enqueue(scene, second);
  const job = await mustClaim(scene, one);
  expect(await claim(scene, two)).toEqual({ kind: "waits", waitKind: "account_busy", waitFor: one.shortId });
  const { rows } = await asWeb(scene, first, (tx) => listJobs(tx, { view: "waiting" }));
  expect(rows).toMatchObject([{ id: two.jobId, state: "waiting_turn", waitFor: `After ${one.shortId}` }]);
  // the queue's row was used up by that claim
  await scene.owner.$client`select graphile_worker.remove_job(${`job:${two.jobId}:1`})`;
  await finish(scene, first, { job, ending: REGISTERED });
  expect(await wakeUps(scene, two.jobId)).toHaveLength(1);
  await mustClaim(scene, two);
});

test("a wrong password holds the account: the job goes to a person, others wait, a new password lets all go on", async () => {
  const { releaseAccountHold } = await import("../../src/holds/index.ts");
  const first = await openShop(scene);
  const second = await addShop(scene, first);
  const one = await enqueue(scene, first);
  const two = await enqueue(scene, second);
  const job = await mustClaim(scene, one);
  await finish(scene, first, { job, ending: { kind: "failed", failure: failure("WRONG_PASSWORD"), changed: false } });
  expect(await readRecord(scene, first, one.jobId)).toMatchObject({
    status: "needs_review",
    failureCode: "WRONG_PASSWORD",
  });
  expect(await claim(scene, two)).toMatchObject({ kind: "waits", waitKind: "held" });
  const overview = await asWeb(scene, first, (tx) => readOverview(tx));
  expect(overview.holds).toMatchObject([{ scope: "account", accountId: first.accountId }]);
  expect(overview.waiting).toMatchObject([
    { id: two.jobId, state: "on_hold", waitFor: "The portal refused the password." },
  ]);
  expect(await asWeb(scene, first, countJobs)).toEqual({ needsYou: 1, givenUp: 0, heldAccounts: 1 });
  const prepared = await asWeb(scene, first, (tx) => prepareJob(tx, { type: TYPE, restaurantId: second.restaurantId }));
  expect(prepared).toMatchObject({ isBlocked: false, open: { id: two.jobId, status: "pending" } });
  expect(prepared.checks).toContainEqual(expect.objectContaining({ level: "warn", fix: { page: "account" } }));

  const released = await asWeb(scene, first, (tx) => releaseAccountHold(tx, first.accountId, BY));
  expect(released).toEqual({ isReleased: true, releasedJobs: 2 });
  await mustClaim(scene, { jobId: one.jobId, attempt: 2 });
});

test("a waiting job is cancelled at once and its wake-up is taken back; a running one is asked to stop", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  expect(await asWeb(scene, shop, (tx) => cancelJob(tx, { id: jobId, by: BY }))).toMatchObject({
    changed: true,
    status: "cancelled",
  });
  expect(await wakeUps(scene, jobId)).toHaveLength(0);
  expect(await claim(scene, { jobId })).toEqual({ kind: "gone" });
  await asWeb(scene, shop, (tx) => retryJob(tx, { id: jobId, how: "start_over", by: BY }));
  const job = await mustClaim(scene, { jobId, attempt: 2 });
  expect(job.trigger).toBe("start_over");
  expect(await asWeb(scene, shop, (tx) => cancelJob(tx, { id: jobId, by: BY }))).toMatchObject({
    changed: true,
    status: "running",
  });
  expect(await asWeb(scene, shop, (tx) => cancelJob(tx, { id: jobId, by: BY }))).toMatchObject({ changed: false });
  expect(await beatAttempt(scene.worker, { ...job, leaseMs: 1_000 })).toMatchObject({ say: "stop" });
  await finish(scene, shop, { job, ending: { kind: "stopped", by: "person", changed: false } });
  expect(await readRecord(scene, shop, jobId)).toMatchObject({ status: "cancelled", triesUsed: 0 });
});

test("polling brings what changed since the cursor and nothing else", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  const first = await asWeb(scene, shop, (tx) => readJobStatuses(tx, { ids: [jobId] }));
  expect(first.rows).toMatchObject([{ id: jobId, state: "waiting" }]);
  await scene.owner.$client`update jobs set updated_at = updated_at - interval '1 minute' where id = ${jobId}`;
  const second = await asWeb(scene, shop, (tx) => readJobStatuses(tx, { since: first.cursor }));
  expect(second.rows).toEqual([]);
  await mustClaim(scene, { jobId });
  const third = await asWeb(scene, shop, (tx) => readJobStatuses(tx, { since: second.cursor }));
  expect(third.rows).toMatchObject([{ id: jobId, status: "running", state: "starting" }]);
  const other = await openShop(scene);
  expect((await asWeb(scene, other, (tx) => readJobStatuses(tx, { ids: [jobId] }))).rows).toEqual([]);
  await expect(asWeb(scene, other, (tx) => readJob(tx, { id: jobId }))).rejects.toMatchObject({ code: "NOT_FOUND" });
});

import { failure } from "@pumpd/model";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelJob } from "../../src/jobs/cancel.ts";
import { dismissJob } from "../../src/jobs/dismiss.ts";
import { editAndRetry } from "../../src/jobs/edit-and-retry.ts";
import { enqueueJob } from "../../src/jobs/enqueue.ts";
import { beatAttempt } from "../../src/jobs/heartbeat.ts";
import { jobRegistry, withLimits } from "../../src/jobs/job-registry.ts";
import { listJobs } from "../../src/jobs/list.ts";
import { countJobs, readOverview } from "../../src/jobs/overview.ts";
import { prepareJob } from "../../src/jobs/prepare.ts";
import { readJob } from "../../src/jobs/read.ts";
import { retryJob, retryJobNow } from "../../src/jobs/retry.ts";
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
  expect(overview.holds).toMatchObject([{ scope: "account", accountId: first.accountId, jobCount: 2 }]);
  expect(overview.needsYou).toEqual([]);
  expect(overview.totals).toEqual({ needsYou: 0, running: 0, waiting: 1, failed: 0 });
  expect(overview.waiting).toMatchObject([
    { id: two.jobId, state: "on_hold", waitFor: "The portal refused the password." },
  ]);
  // One thing to do: the account's hold stands for the review that caused it.
  expect(await asWeb(scene, first, countJobs)).toEqual({ needsYou: 0, givenUp: 0, heldAccounts: 1, repeated: 0 });
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

test("racing claims: one job is claimed once, and of two jobs of an account one", async () => {
  const first = await openShop(scene);
  const second = await addShop(scene, first);
  const [one, two] = [await enqueue(scene, first), await enqueue(scene, second)];
  const answers = await Promise.all(Array.from({ length: 16 }, (_, n) => claim(scene, n % 2 === 0 ? one : two)));
  expect(answers.filter(({ kind }) => kind === "claimed")).toHaveLength(1);
  const [row] = await scene.owner.$client<{ n: number }[]>`
    select count(*)::int as n from jobs where account_id = ${first.accountId} and status = 'running'`;
  expect(row?.n).toBe(1);
});

test("a failed job is edited into a linked one, and the old one is closed", async () => {
  const shop = await openShop(scene);
  const { restaurantId } = shop;
  const asked = { type: "register_restaurant", restaurantId, by: BY, input: { taxInPrices: false } };
  const { jobId } = await asWeb(scene, shop, (tx) => enqueueJob(tx, asked));
  const edit = (input: Record<string, unknown>) =>
    asWeb(scene, shop, (tx) => editAndRetry(tx, { id: jobId, input, by: BY }));
  await expect(edit({ name: "Other" })).rejects.toMatchObject({ code: "CONFLICT" });
  const job = await mustClaim(scene, { jobId });
  await finish(scene, shop, { job, ending: { kind: "failed", failure: failure("SUBDOMAIN_TAKEN"), changed: false } });
  await expect(edit({ name: "" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    fields: { name: expect.any(String) },
  });
  const linked = await edit({ subdomain: "another-kereru", taxInPrices: null });
  const detail = await asWeb(scene, shop, (tx) => readJob(tx, { id: jobId }));
  expect(detail).toMatchObject({ state: "replaced", resolvedHow: "replaced", replacedBy: { id: linked.jobId } });
  const newer = await asWeb(scene, shop, (tx) => readJob(tx, { id: linked.jobId }));
  expect(newer).toMatchObject({
    parent: { id: jobId, reason: "edited_from" },
    // what was taken away is as if it had never been said
    input: { subdomain: "another-kereru", taxInPrices: true },
  });
  const retried = await asWeb(scene, shop, (tx) => retryJob(tx, { id: jobId, how: "resume", by: BY }));
  expect(retried).toMatchObject({ changed: false, message: expect.stringContaining("newer job") });
});

test("a failed job is dismissed once, and a retry brings it back", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  await finish(scene, shop, { job, ending: { kind: "failed", failure: failure("FORM_REFUSED"), changed: false } });
  const failed = async () => (await asWeb(scene, shop, (tx) => readOverview(tx))).failed.map(({ id }) => id);
  expect(await failed()).toEqual([jobId]);
  const dismiss = () => asWeb(scene, shop, (tx) => dismissJob(tx, { id: jobId, by: BY, note: "closed down" }));
  expect([await dismiss(), await dismiss()].map(({ changed }) => changed)).toEqual([true, false]);
  expect((await asWeb(scene, shop, (tx) => listJobs(tx, { view: "given_up" }))).rows).toEqual([]);
  expect(await failed()).toEqual([]);
  await asWeb(scene, shop, (tx) => retryJob(tx, { id: jobId, how: "resume", by: BY }));
  expect(await readRecord(scene, shop, jobId)).toMatchObject({ status: "pending", resolvedAt: null });
});

test("a planned retry is taken now, but not while something sent may still arrive", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  await finish(scene, shop, { job, ending: { kind: "failed", failure: failure("PORTAL_ERROR"), changed: false } });
  const now = () => asWeb(scene, shop, (tx) => retryJobNow(tx, { id: jobId, by: BY }));
  expect(await now()).toMatchObject({ changed: true });
  expect(await now()).toMatchObject({ changed: false });
  await mustClaim(scene, { jobId, attempt: 2 });
});

test("what is missing refuses with the list; a hold does not", async () => {
  const shop = await openShop(scene);
  await scene.owner.$client`update restaurants set account_id = null where id = ${shop.restaurantId}`;
  const refusal = await enqueue(scene, shop).catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    code: "BLOCKED",
    checks: [{ level: "block", title: "No portal account" }, expect.anything()],
  });
  const empty = await openShop(scene);
  await scene.owner.$client`update restaurants set address = null where id = ${empty.restaurantId}`;
  await expect(enqueue(scene, empty)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    fields: { address: expect.any(String) },
  });
  await expect(
    asWeb(scene, shop, (tx) => prepareJob(tx, { type: "no_such_type", restaurantId: shop.restaurantId })),
  ).rejects.toMatchObject({ code: "UNKNOWN_TYPE" });
});

test("a clash of short ids is drawn again", async () => {
  const [one, two] = [await openShop(scene), await openShop(scene)];
  const other = await addShop(scene, { scope: one.scope });
  let drawn = 0;
  const random = (byteCount: number) => new Uint8Array(byteCount).fill(Math.floor(drawn++ / 4) === 0 ? 1 : drawn);
  const press = (shop: { scope: typeof one.scope; restaurantId: string }) =>
    asWeb(scene, shop, (tx) => enqueueJob(tx, { type: TYPE, restaurantId: shop.restaurantId, by: BY, random }));
  expect((await press(one)).shortId).toBe("J-11111");
  drawn = 3;
  expect((await press(other)).shortId).not.toBe("J-11111");
  drawn = 0;
  expect((await press(two)).shortId).toBe("J-11111");
});

test("limits that a worker was given hold for its attempts, and the page shows them", async () => {
  const shop = await openShop(scene);
  const job = await enqueue(scene, shop);
  const registry = withLimits(jobRegistry, { [TYPE]: { runMs: 600_000 } });
  expect((await claim(scene, { ...job, registry })).kind).toBe("claimed");
  const detail = await asWeb(scene, shop, (tx) => readJob(tx, { id: job.jobId }));
  expect(detail.limits).toEqual({ runMs: 600_000, stepMs: 60_000, stallMs: 90_000 });
  const startedAt = Date.parse(detail.attempts[0]?.startedAt ?? "");
  expect(Date.parse(detail.deadlineAt ?? "") - startedAt).toBe(600_000);
});

test("as many jobs wait as may and no more, also where most presses are not counted, and a lower limit holds at once", async () => {
  const shop = await openShop(scene);
  const allow = (most: number) =>
    scene.owner.$client`update organisations set max_waiting_jobs = ${most} where id = ${shop.scope.organisationId}`;
  await allow(30);
  const press = async () => enqueue(scene, await addShop(scene, { scope: shop.scope }));
  for (let n = 0; n < 30; n += 1) expect((await press()).isNew).toBe(true);
  await expect(press()).rejects.toThrow("30 jobs of your organisation wait already");
  await allow(1_000);
  await press();
  await allow(31);
  await expect(press()).rejects.toThrow("31 jobs of your organisation wait already");
});

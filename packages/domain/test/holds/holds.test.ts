import type { Ending } from "@pumpd/automations/ports";
import { withScope } from "@pumpd/db";
import { failure } from "@pumpd/model";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { endTimedHolds, noteHostLook, takeHostsToLookAt } from "../../src/holds/look-at-held-hosts.ts";
import { pauseWork, resumeWork } from "../../src/holds/pause.ts";
import { sendCanaries } from "../../src/holds/send-canaries.ts";
import type { ClaimedJob } from "../../src/jobs/claim.ts";
import { jobRegistry } from "../../src/jobs/job-registry.ts";
import { readJob } from "../../src/jobs/read.ts";
import { reconcile } from "../../src/jobs/reconcile.ts";
import {
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
  type Shop,
  TYPE,
  wakeUps,
} from "../jobs/scene.ts";

let scene: Scene;
const HOST = "admin.pumpd.example";

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.owner.$client`delete from holds`;
  await scene.owner.$client`delete from circuits`;
  await scene.owner.$client`delete from portal_uses`;
});

async function failWith(shop: Shop, code: Parameters<typeof failure>[0], about = {}): Promise<string> {
  const { jobId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  await finish(scene, shop, { job, ending: { kind: "failed", failure: failure(code, about), changed: false } });
  return jobId;
}

const openHolds = () =>
  scene.owner.$client<{ id: string; scope: string; key: string; kind: string; reason: string; until: string | null }[]>`
    select id, scope, key, kind, reason, until from holds where released_at is null order by created_at`;
/** The first attempt's own wake-up stays where it is: these tests claim without a queue. */
const wakeUpsOf = async (jobId: string, attempt: number) =>
  (await wakeUps(scene, jobId)).filter(({ key }) => key.endsWith(`:${attempt}`));
const letTimePass = () =>
  scene.owner.$client`update holds set until = clock_timestamp() - interval '1 second' where until is not null`;

test("a closed portal holds its host for everybody: no try is used, no attempt failed, and every job says until when", async () => {
  const [first, second] = [await openShop(scene), await openShop(scene)];
  const jobId = await failWith(first, "MAINTENANCE");
  const record = await readRecord(scene, first, jobId);
  expect(record).toMatchObject({ status: "pending", waitKind: "held", triesUsed: 0 });
  expect(await openHolds()).toMatchObject([{ scope: "host", key: HOST, kind: "maintenance", reason: "MAINTENANCE" }]);
  const page = await asWeb(scene, first, (tx) => readJob(tx, { id: jobId }));
  expect(page).toMatchObject({ state: "on_hold", waitFor: "The portal is closed for maintenance." });
  expect(Date.parse(page.runAt ?? "")).toBeGreaterThan(Date.parse(page.now));
  expect(page.attempts).toMatchObject([{ status: "put_off", isCharged: false }]);

  // Another organisation's job at the same portal waits too, and neither is woken before the hold ends.
  const other = await enqueue(scene, second);
  expect(await claim(scene, other)).toMatchObject({ kind: "waits", waitKind: "held" });
  expect(await wakeUpsOf(jobId, 2)).toEqual([]);
  await reconcile(scene.worker, { registry: jobRegistry, random: () => 0.5 });
  expect(await wakeUpsOf(jobId, 2)).toEqual([]);
});

test("when the hold may be tried one job goes first, the rest wait for it, and its good answer lets all go on", async () => {
  const shops = [await openShop(scene), await openShop(scene), await openShop(scene)] as const;
  const held = await failWith(shops[0], "THROTTLED", { retryAfterMs: 90_000 });
  const others = await Promise.all(shops.slice(1).map((shop) => enqueue(scene, shop)));
  for (const other of others) expect((await claim(scene, other)).kind).toBe("waits");
  await letTimePass();
  expect(await endTimedHolds(scene.worker)).toBe(1);
  const trial = await mustClaim(scene, { jobId: held, attempt: 2 });
  for (const other of others) expect((await claim(scene, other)).kind).toBe("waits");
  await finish(scene, shops[0], { job: trial, ending: REGISTERED });
  expect(await openHolds()).toEqual([]);
  for (const { jobId } of others) expect(await wakeUps(scene, jobId)).toHaveLength(1);
  for (const other of others) expect((await claim(scene, other)).kind).toBe("claimed");
});

test("a portal that asks us to slow down is left alone for as long as it asked", async () => {
  const shop = await openShop(scene);
  const jobId = await failWith(shop, "THROTTLED", { retryAfterMs: 90_000 });
  const [row] = await scene.owner.$client<{ ms: number }[]>`
    select extract(epoch from until - created_at) * 1000 as ms from holds where released_at is null`;
  expect(Math.round(Number(row?.ms) / 1_000)).toBe(90);
  expect((await readRecord(scene, shop, jobId)).triesUsed).toBe(0);
});

test("five failures of a portal within two minutes open its breaker; a failed trial opens it for twice as long", async () => {
  const shops = await Promise.all(Array.from({ length: 5 }, () => openShop(scene)));
  for (const [index, shop] of shops.entries()) {
    expect(await openHolds()).toHaveLength(0);
    await failWith(shop, "PORTAL_ERROR", { status: 500 });
    if (index === 3) expect(await openHolds()).toHaveLength(0);
  }
  expect(await openHolds()).toMatchObject([{ kind: "breaker", key: HOST, reason: "PORTAL_ERROR" }]);
  const [late, later] = [await openShop(scene), await openShop(scene)];
  const waiting = await enqueue(scene, late);
  expect((await claim(scene, waiting)).kind).toBe("waits");
  await letTimePass();
  const job = await mustClaim(scene, waiting);
  await finish(scene, late, { job, ending: { kind: "failed", failure: failure("PORTAL_SLOW"), changed: false } });
  const [again] = await scene.owner.$client<{ ms: number }[]>`
    select extract(epoch from until - clock_timestamp()) * 1000 as ms from holds where released_at is null`;
  expect(Number(again?.ms)).toBeGreaterThan(200_000);
  expect((await claim(scene, await enqueue(scene, later))).kind).toBe("waits");
});

test("two drifts in a row hold the job type for every organisation, and no other type; a success in between does not", async () => {
  const shops = await Promise.all(Array.from({ length: 5 }, () => openShop(scene)));
  const [a, b, c, d, e] = shops as [Shop, Shop, Shop, Shop, Shop];
  await failWith(a, "PORTAL_CHANGED", { landmark: "Create" });
  const fine = await mustClaim(scene, await enqueue(scene, b));
  await finish(scene, b, { job: fine, ending: REGISTERED });
  await failWith(c, "PORTAL_CHANGED", { landmark: "Create" });
  expect(await openHolds()).toEqual([]);
  await failWith(d, "PORTAL_CHANGED", { landmark: "Create" });
  expect(await openHolds()).toMatchObject([{ scope: "job_type", key: TYPE, kind: "drift", until: null }]);
  expect(await claim(scene, await enqueue(scene, e))).toMatchObject({ kind: "waits", waitKind: "held" });
});

const KNOWN: Extract<Ending, { kind: "inspected" }> = {
  kind: "inspected",
  findings: { counts: { added: 0, changed: 0, same: 1, extra: 0 }, items: [] },
};

/** Looks as if the timetable said so, and claims what was asked for. */
async function lookNow(): Promise<ClaimedJob> {
  await sendCanaries(scene.worker, { registry: jobRegistry, everyMs: 3_600_000 });
  await scene.owner.$client`update circuits set next_look_at = now() where scope = 'job_type' and key = ${TYPE}`;
  expect(await sendCanaries(scene.worker, { registry: jobRegistry, everyMs: 3_600_000 })).toBe(1);
  expect(await sendCanaries(scene.worker, { registry: jobRegistry, everyMs: 3_600_000 })).toBe(0);
  const [row] = await scene.owner.$client<{ id: string }[]>`
    select id from jobs where parent_reason = 'canary_of' order by id desc limit 1`;
  return mustClaim(scene, { jobId: row?.id ?? "" });
}

test("a canary that finds other pages holds its job type alone, with a time; the next one that knows them ends that, and the drift hold", async () => {
  const [good, other, waiting] = [await openShop(scene), await openShop(scene), await openShop(scene)];
  await finish(scene, good, { job: await mustClaim(scene, await enqueue(scene, good)), ending: REGISTERED });
  const canary = await lookNow();
  expect(canary).toMatchObject({ type: TYPE, mode: "inspect", inspection: "canary" });
  const changed = failure("PORTAL_CHANGED", { landmark: "Create" });
  await finish(scene, good, { job: canary, ending: { kind: "failed", failure: changed, changed: false } });
  const [hold, ...more] = await openHolds();
  expect(more).toEqual([]);
  expect(hold).toMatchObject({ scope: "job_type", key: TYPE, kind: "canary" });
  expect(Date.parse(hold?.until ?? "")).toBeGreaterThan(Date.now());
  const { jobId } = await enqueue(scene, waiting);
  expect(await claim(scene, { jobId })).toMatchObject({ kind: "waits", waitKind: "held", waitFor: hold?.id });
  const page = await asWeb(scene, waiting, (tx) => readJob(tx, { id: jobId }));
  expect(page).toMatchObject({ state: "on_hold", waitFor: "A part we know was not on the page." });
  expect(Date.parse(page.runAt ?? "")).toBe(Date.parse(hold?.until ?? ""));
  await finish(scene, good, { job: await lookNow(), ending: KNOWN });
  expect(await openHolds()).toEqual([]);
  expect((await claim(scene, { jobId })).kind).toBe("claimed");

  await failWith(other, "PORTAL_CHANGED");
  await failWith(await openShop(scene), "PORTAL_CHANGED");
  expect(await openHolds()).toMatchObject([{ kind: "drift", until: null }]);
  await finish(scene, good, { job: await lookNow(), ending: KNOWN });
  expect(await openHolds()).toEqual([]);
});

test("a canary that cannot get there says nothing about the pages, and the next one goes elsewhere", async () => {
  const [older, newer] = [await openShop(scene), await openShop(scene)];
  for (const shop of [older, newer])
    await finish(scene, shop, { job: await mustClaim(scene, await enqueue(scene, shop)), ending: REGISTERED });
  const canary = await lookNow();
  expect(canary.restaurant.id).toBe(newer.restaurantId);
  const gone = failure("TARGET_NOT_FOUND", { name: "the restaurant" });
  await finish(scene, newer, { job: canary, ending: { kind: "failed", failure: gone, changed: false } });
  expect(await openHolds()).toEqual([]);
  expect((await lookNow()).restaurant.id).toBe(older.restaurantId);
});

test("a closed host is looked at by one worker per round; closed prolongs the hold, open lets a job try at once", async () => {
  const shop = await openShop(scene);
  const jobId = await failWith(shop, "MAINTENANCE");
  const everyMs = 120_000;
  expect(await takeHostsToLookAt(scene.worker, { everyMs })).toMatchObject([{ host: HOST }]);
  expect(await takeHostsToLookAt(scene.worker, { everyMs })).toEqual([]);
  const [before] = await openHolds();
  await noteHostLook(scene.worker, { host: HOST, isOpen: false, everyMs });
  const [after] = await openHolds();
  expect(Date.parse(after?.until ?? "")).toBeGreaterThan(Date.parse(before?.until ?? "") + 60_000);
  await noteHostLook(scene.worker, { host: HOST, isOpen: true, everyMs });
  expect(await wakeUpsOf(jobId, 2)).toHaveLength(1);
  expect((await claim(scene, { jobId, attempt: 2 })).kind).toBe("claimed");
});

test("spacing and window keep starts apart for all workers together, and nobody loses a try or its place", async () => {
  const third = await openShop(scene);
  const a = await enqueue(scene, await openShop(scene));
  const b = await enqueue(scene, await openShop(scene));
  const c = await enqueue(scene, third);
  const d = await enqueue(scene, await openShop(scene));
  const spaced = { pace: { spacingMs: 1_500, windowMs: 60_000, mostUses: 100 } };
  expect((await claim(scene, a, spaced)).kind).toBe("claimed");
  const soon = await claim(scene, b, spaced);
  expect(soon.kind).toBe("soon");
  if (soon.kind === "soon") expect(soon.waitMs).toBeLessThanOrEqual(1_500);
  const windowed = { pace: { spacingMs: 0, windowMs: 60_000, mostUses: 2 } };
  expect((await claim(scene, b, windowed)).kind).toBe("claimed");
  expect(await claim(scene, c, windowed)).toMatchObject({ kind: "waits", waitKind: "spacing" });
  const page = await asWeb(scene, third, (tx) => readJob(tx, { id: c.jobId }));
  expect(page).toMatchObject({ state: "waiting_slot", triesUsed: 0 });
  expect(Date.parse(page.runAt ?? "")).toBeGreaterThan(Date.parse(page.now));
  expect((await claim(scene, d, { pace: { ...windowed.pace, mostUses: 3 } })).kind).toBe("claimed");
});

test("a person pauses and resumes each kind of thing for the own organisation alone; a pause with a time ends by itself", async () => {
  const [ours, theirs] = [await openShop(scene), await openShop(scene)];
  const things = [
    { scope: "organisation" as const },
    { scope: "host" as const },
    { scope: "job_type" as const, key: TYPE },
    { scope: "account" as const, key: ours.accountId },
  ];
  const { jobId } = await enqueue(scene, ours);
  for (const thing of things) {
    const { id } = await asWeb(scene, ours, (tx) => pauseWork(tx, { ...thing, reason: "Stocktake", by: BY }));
    expect(await claim(scene, { jobId })).toMatchObject({ kind: "waits", waitKind: "held", waitFor: id });
    const page = await asWeb(scene, ours, (tx) => readJob(tx, { id: jobId }));
    expect(page).toMatchObject({ state: "on_hold", waitFor: "Stocktake" });
    await expect(asWeb(scene, ours, (tx) => pauseWork(tx, { ...thing, reason: "Again", by: BY }))).rejects.toThrow(
      "on hold already",
    );
    const release = { id, by: BY, isPlatformAdmin: false };
    await expect(asWeb(scene, theirs, (tx) => resumeWork(tx, release))).rejects.toThrow("no hold");
    expect(await asWeb(scene, ours, (tx) => resumeWork(tx, release))).toEqual({ isReleased: true });
    expect(await wakeUps(scene, jobId)).toHaveLength(1);
  }
  await asWeb(scene, ours, (tx) =>
    pauseWork(tx, { scope: "organisation", reason: "Lunch", until: new Date(Date.now() + 60_000), by: BY }),
  );
  expect((await claim(scene, { jobId })).kind).toBe("waits");
  expect((await claim(scene, await enqueue(scene, theirs))).kind).toBe("claimed");
  await letTimePass();
  await endTimedHolds(scene.worker);
  expect((await claim(scene, { jobId })).kind).toBe("claimed");
});

test("a hold that concerns everybody is ended by a platform admin and by nobody else", async () => {
  const [a, b] = [await openShop(scene), await openShop(scene)];
  await failWith(a, "PORTAL_CHANGED");
  const jobId = await failWith(b, "PORTAL_CHANGED");
  const [hold] = await openHolds();
  const id = hold?.id ?? "";
  const resume = (isPlatformAdmin: boolean) => asWeb(scene, a, (tx) => resumeWork(tx, { id, by: BY, isPlatformAdmin }));
  await expect(resume(false)).rejects.toThrow("platform admin");
  expect(await resume(true)).toEqual({ isReleased: true });
  expect(await resume(true)).toEqual({ isReleased: false });
  expect((await readRecord(scene, b, jobId)).status).toBe("failed");
  // What web may not do by itself, it may not do by hand either.
  await expect(
    withScope(scene.web, a.scope, (tx) =>
      tx.execute("update holds set released_at = null where organisation_id is null"),
    ),
  ).rejects.toThrow();
});

import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFailed } from "@pumpd/automations/define";
import { LeaseLost } from "@pumpd/automations/ports";
import { makeScope, tables, withScope } from "@pumpd/db";
import { failure } from "@pumpd/model";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileStore } from "../../src/artifacts/artifact-store.ts";
import { readArtifact } from "../../src/artifacts/read-artifact.ts";
import type { ClaimedJob } from "../../src/jobs/claim.ts";
import { jobRegistry } from "../../src/jobs/job-registry.ts";
import { createJobStore } from "../../src/jobs/job-store.ts";
import { readJobLog } from "../../src/jobs/logs.ts";
import { readJob } from "../../src/jobs/read.ts";
import { reconcile } from "../../src/jobs/reconcile.ts";
import { makeRedact } from "../../src/jobs/redact.ts";
import { decideJob } from "../../src/jobs/review.ts";
import {
  addShop,
  asWeb,
  BY,
  BY_WORKER,
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
} from "./scene.ts";

let scene: Scene;
let directory: string;
beforeAll(async () => {
  scene = await openScene();
  directory = mkdtempSync(join(tmpdir(), "pumpd-artifacts-"));
});
afterAll(async () => {
  await scene.close();
  rmSync(directory, { recursive: true, force: true });
});

const SECRET = 'pä"ss+wörd 12/3';

function storeFor(shop: Pick<Shop, "scope">, job: ClaimedJob, artifactsDir = directory) {
  return createJobStore({
    db: scene.worker,
    scope: shop.scope,
    job,
    by: BY_WORKER,
    artifacts: fileStore(artifactsDir),
    redact: makeRedact([SECRET]),
    isDebug: false,
  });
}

const EFFECT = {
  step: "create",
  item: "",
  commit: "restaurant.create",
  naturalKey: "kereru",
  repeat: "never",
} as const;

async function expireLease(job: ClaimedJob): Promise<void> {
  await scene.owner
    .update(tables.attempts)
    .set({ leaseUntil: new Date(Date.now() - 1_000) })
    .where(eq(tables.attempts.id, job.attemptId));
}

const repair = () => reconcile(scene.worker, { registry: jobRegistry, random: () => 0.5 });

test("the gate's update changes one row once, and none after the lease has run out", async () => {
  const shop = await openShop(scene);
  const job = await mustClaim(scene, await enqueue(scene, shop));
  const store = storeFor(shop, job);
  const { id } = await store.intend(EFFECT);
  expect(await store.markSent(id)).toBe(true);
  expect(await store.markSent(id)).toBe(false);
  const other = await store.intend({ ...EFFECT, step: "other", naturalKey: "other", repeat: "safe" });
  await expireLease(job);
  expect(await store.markSent(other.id)).toBe(false);
});

test("a lost worker's job looks before anything else; the second loss in a row goes to a person", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  const store = storeFor(shop, job);
  await store.stepBegan({ key: "create", n: 2, of: 3, kind: "change", title: "Create the restaurant" });
  const { id } = await store.intend(EFFECT);
  await store.markSent(id);
  await expireLease(job);
  expect((await repair())?.lost).toBeGreaterThanOrEqual(1);
  expect(await readRecord(scene, shop, jobId)).toMatchObject({
    status: "pending",
    trigger: "recovery",
    triesUsed: 0,
    lostInARow: 1,
    attempt: 2,
  });
  await expect(store.observed(id, { upstreamId: "RESzombie" })).rejects.toBeInstanceOf(LeaseLost);
  await expect(store.stepEnded({ key: "create", status: "done" })).rejects.toBeInstanceOf(LeaseLost);
  expect(await finish(scene, shop, { job, ending: REGISTERED })).toMatchObject({ isOurs: false });

  const second = await mustClaim(scene, { jobId, attempt: 2 });
  const again = storeFor(shop, second);
  expect(await again.effects()).toMatchObject([{ state: "sent", isFromEarlierAttempt: true }]);
  expect(await asWeb(scene, shop, (tx) => readJob(tx, { id: jobId }))).toMatchObject({ state: "checking" });
  await again.observed(id, { upstreamId: "RESkereru0001" });
  await expireLease(second);
  await repair();
  expect(await readRecord(scene, shop, jobId)).toMatchObject({ status: "needs_review", failureCode: "POISON" });
});

test("something sent and not seen goes to a person, who may allow one more submit after the quiet period", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  const store = storeFor(shop, job);
  const { id } = await store.intend(EFFECT);
  await store.markSent(id);
  const unknown = failure("OUTCOME_UNKNOWN", { button: "Create", thing: "the restaurant" });
  await store.unknown(id, unknown);
  await finish(scene, shop, { job, ending: { kind: "failed", failure: unknown, changed: true } });
  const decide = (decision: "allow_one_more" | "look_again", quietMs?: number) =>
    asWeb(scene, shop, (tx) => decideJob(tx, { id: jobId, decision, by: BY, quietMs }));
  expect(await decide("allow_one_more")).toMatchObject({ changed: false, status: "needs_review" });
  expect(await decide("allow_one_more", 0)).toMatchObject({ changed: true, status: "pending" });
  const second = await mustClaim(scene, { jobId, attempt: 2 });
  const again = storeFor(shop, second);
  expect(await again.intend(EFFECT)).toMatchObject({ id, state: "intended" });
  expect(await again.markSent(id)).toBe(true);
});

test("looking again is an inspection; when it sees the thing, the job is completed with it", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  const store = storeFor(shop, job);
  const { id } = await store.intend(EFFECT);
  await store.markSent(id);
  await store.unknown(id, failure("OUTCOME_UNKNOWN"));
  await finish(scene, shop, { job, ending: { kind: "failed", failure: failure("OUTCOME_UNKNOWN"), changed: true } });

  const look = async () => {
    const press = () => asWeb(scene, shop, (tx) => decideJob(tx, { id: jobId, decision: "look_again", by: BY }));
    expect(await press()).toMatchObject({ changed: true });
    expect(await press()).toMatchObject({ changed: false });
    const [row] = await scene.owner
      .select({ id: tables.jobs.id })
      .from(tables.jobs)
      .where(eq(tables.jobs.parentJobId, jobId))
      .orderBy(tables.jobs.createdAt);
    const rows = await scene.owner.$client<
      { id: string }[]
    >`select id from jobs where parent_job_id = ${jobId} and status = 'pending'`;
    expect(row).toBeDefined();
    return mustClaim(scene, { jobId: rows[0]?.id ?? "" });
  };
  const blind = await look();
  const eyes = storeFor(shop, blind);
  expect(await eyes.effects()).toMatchObject([{ state: "unknown", isFromEarlierAttempt: true }]);
  const refusal = await eyes.intend(EFFECT).catch((error: unknown) => error);
  expect(isFailed(refusal, "TARGET_NOT_FOUND")).toBe(true);
  expect(await eyes.markSent(id)).toBe(false);
  await finish(scene, shop, {
    job: blind,
    ending: { kind: "failed", failure: failure("TARGET_NOT_FOUND"), changed: false },
  });
  expect(await readRecord(scene, shop, blind.jobId)).toMatchObject({ status: "completed", result: { seen: false } });
  expect(await readRecord(scene, shop, jobId)).toMatchObject({ status: "needs_review" });

  const seeing = await look();
  await finish(scene, shop, { job: seeing, ending: REGISTERED });
  const detail = await asWeb(scene, shop, (tx) => readJob(tx, { id: jobId }));
  expect(detail).toMatchObject({ status: "completed", state: "completed_by_hand", effects: [{ state: "observed" }] });
});

test("another job that has sent the same creation stands in the way; one that never sent it does not", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  const first = storeFor(shop, job);
  const { id } = await first.intend(EFFECT);
  await finish(scene, shop, { job, ending: { kind: "failed", failure: failure("FORM_REFUSED"), changed: false } });
  const next = await mustClaim(scene, await enqueue(scene, shop));
  expect(next.jobId).not.toBe(jobId);
  const second = storeFor(shop, next);
  const mine = await second.intend(EFFECT);
  expect(mine.id).not.toBe(id);
  await second.markSent(mine.id);
  await finish(scene, shop, {
    job: next,
    ending: { kind: "failed", failure: failure("OUTCOME_UNKNOWN"), changed: true },
  });
  await asWeb(scene, shop, (tx) => decideJob(tx, { id: next.jobId, decision: "cancel", by: BY }));
  const third = await mustClaim(scene, await enqueue(scene, shop));
  const refusal = await storeFor(shop, third)
    .intend(EFFECT)
    .catch((error: unknown) => error);
  expect(isFailed(refusal, "OUTCOME_UNKNOWN")).toBe(true);
});

test("no form of the password reaches a log, a step or the ledger, and a chatty flow is cut at 1 MB", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  const store = storeFor(shop, job);
  const forms = [
    SECRET,
    encodeURIComponent(SECRET),
    new URLSearchParams({ password: SECRET }).toString(),
    JSON.stringify({ password: SECRET }),
    Buffer.from(SECRET).toString("base64"),
    Buffer.from(`login:${SECRET}`).toString("base64"),
    Buffer.from(`xx${SECRET}yy`).toString("base64url"),
  ];
  for (const form of forms) store.log({ level: "info", step: null, text: `before ${form} after` });
  await store.stepBegan({ key: "create", n: 2, of: 3, kind: "change", title: "Create" });
  await store.stepEnded({ key: "create", status: "failed", message: `it said ${SECRET}`, data: { deep: [SECRET] } });
  const { id } = await store.intend(EFFECT);
  await store.observed(id, { note: SECRET });
  for (let n = 0; n < 300; n += 1) store.log({ level: "info", step: null, text: "x".repeat(7_000) });
  store.log({ level: "debug", step: null, text: "only in debug mode" });
  await store.flush();
  const { lines } = await asWeb(scene, shop, (tx) => readJobLog(tx, { id: jobId }));
  expect(lines.at(-1)?.text).toMatch(/truncated/);
  expect(lines.length).toBeLessThan(160);
  const everything = JSON.stringify([
    lines,
    await asWeb(scene, shop, (tx) => readJob(tx, { id: jobId })),
    await scene.owner.select().from(tables.jobSteps).where(eq(tables.jobSteps.jobId, jobId)),
  ]);
  for (const form of forms) expect(everything).not.toContain(form);
  expect(everything).not.toContain("12/3");
  expect(everything).not.toContain(Buffer.from(SECRET).toString("base64").slice(2, 14));
});

test("pictures are kept and read inside their organisation; a full disk changes nothing but says so", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  const store = storeFor(shop, job);
  const picture = {
    step: "create",
    kind: "step",
    caption: "Create",
    bytes: new Uint8Array([1, 2, 3]),
    type: "image/jpeg",
  } as const;
  await store.picture(picture);
  const { pictures } = await asWeb(scene, shop, (tx) => readJob(tx, { id: jobId }));
  expect(pictures).toHaveLength(1);
  const id = pictures[0]?.id ?? "";
  const read = (scope = shop.scope) =>
    withScope(scene.web, scope, (tx) => readArtifact(tx, { id, store: fileStore(directory) }));
  expect((await read()).bytes).toEqual(Buffer.from([1, 2, 3]));
  await expect(read(makeScope("0b0e6c1e-0000-4000-8000-00000000ffff"))).rejects.toMatchObject({ code: "NOT_FOUND" });

  const file = join(directory, "not-a-directory");
  writeFileSync(file, "");
  const blocked = storeFor(shop, job, join(file, "below"));
  await blocked.picture(picture);
  await blocked.picture(picture);
  expect(existsSync(join(file, "below"))).toBe(false);
  const { events } = await asWeb(scene, shop, (tx) => readJob(tx, { id: jobId }));
  expect(events.filter((event) => event.kind === "picture_missing")).toHaveLength(1);
});

test("the reconciler brings back lost wake-ups, removes stray ones and leaves waiting jobs alone", async () => {
  const first = await openShop(scene);
  const second = await addShop(scene, first);
  const running = await enqueue(scene, first);
  await mustClaim(scene, running);
  const waiting = await enqueue(scene, second);
  await claim(scene, waiting);
  const third = await openShop(scene);
  const alone = await enqueue(scene, third);
  for (const job of [waiting, alone])
    await scene.owner.$client`select graphile_worker.remove_job(${`job:${job.jobId}:1`})`;
  await scene.owner.$client`select graphile_worker.add_job(${TYPE}, '{}'::json, job_key := ${`job:${alone.jobId}:99`})`;
  const repairs = await repair();
  expect(repairs?.rewoken).toBe(1);
  expect(repairs?.removed).toBeGreaterThanOrEqual(1);
  expect((await wakeUps(scene, alone.jobId)).map(({ key }) => key)).toEqual([`job:${alone.jobId}:1`]);
  expect(await wakeUps(scene, waiting.jobId)).toEqual([]);
  expect(await repair()).toEqual({ lost: 0, orphaned: 0, rewoken: 0, removed: 0, pools: 0 });
});

test("a change that was sent, not seen and meant once more is never forgotten: without another send a person decides", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  const store = storeFor(shop, job);
  const setting = { ...EFFECT, commit: "settings.save", naturalKey: "colours", repeat: "safe" } as const;
  const { id } = await store.intend(setting);
  await store.markSent(id);
  expect(await store.intend(setting)).toMatchObject({ id, state: "intended" });
  await finish(scene, shop, { job, ending: { kind: "failed", failure: failure("PORTAL_CHANGED"), changed: true } });
  expect(await readRecord(scene, shop, jobId)).toMatchObject({ status: "needs_review", sentCount: 1 });
  const detail = await asWeb(scene, shop, (tx) => readJob(tx, { id: jobId }));
  expect(detail.effects).toMatchObject([{ state: "sent", sentAt: expect.any(String) }]);
});

import type { Ending } from "@pumpd/automations/ports";
import { failure } from "@pumpd/model";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkDrift } from "../../src/jobs/check-drift.ts";
import { listJobEvents } from "../../src/jobs/events.ts";
import { planJob } from "../../src/jobs/plan-job.ts";
import { readJob } from "../../src/jobs/read.ts";
import { readRestaurant } from "../../src/restaurants/read-restaurant.ts";
import { listUsage } from "../../src/usage/index.ts";
import {
  asWeb,
  BY,
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
} from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

type Found = Extract<Ending, { kind: "inspected" }>["findings"];
const missing = { kind: "added", label: "Kererū Kitchen", before: null, after: "kereru" } as const;
const NOT_THERE: Found = { counts: { added: 1, changed: 0, same: 0, extra: 0 }, items: [missing] };
const ALL_THERE: Found = { counts: { added: 0, changed: 0, same: 1, extra: 0 }, items: [{ ...missing, kind: "same" }] };
const inspected = (findings: Found): Ending & { kind: "inspected" } => ({ kind: "inspected", findings });

const plan = (shop: Shop, input?: Record<string, unknown>) =>
  asWeb(scene, shop, (tx) => planJob(tx, { type: TYPE, restaurantId: shop.restaurantId, input, by: BY }));
const drift = (shop: Shop, id: string) => asWeb(scene, shop, (tx) => checkDrift(tx, { id, by: BY }));

async function completed(shop: Shop): Promise<string> {
  const { jobId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  await finish(scene, shop, { job, ending: REGISTERED });
  return jobId;
}

test("a plan keeps what it found, writes no milestone, counts as no usage, and leaves the way free for the job itself", async () => {
  const shop = await openShop(scene);
  const { jobId, isNew } = await plan(shop);
  expect(isNew).toBe(true);
  expect(await plan(shop)).toMatchObject({ jobId, isNew: false });
  expect(await enqueue(scene, shop)).toMatchObject({ isNew: true });
  const job = await mustClaim(scene, { jobId });
  expect(job).toMatchObject({ mode: "inspect", inspection: "plan" });
  await finish(scene, shop, { job, ending: inspected(NOT_THERE) });
  const detail = await asWeb(scene, shop, (tx) => readJob(tx, { id: jobId }));
  expect(detail).toMatchObject({ status: "completed", findings: NOT_THERE, summary: "1 not there", resultRows: [] });
  const { milestones } = await asWeb(scene, shop, (tx) => readRestaurant(tx, shop.restaurantId));
  expect(milestones).toEqual([]);
  expect(await asWeb(scene, shop, listUsage)).toEqual([]);
});

test("a look at something else is not the answer to this one", async () => {
  const shop = await openShop(scene);
  const id = await completed(shop);
  const { jobId, shortId } = await plan(shop, { phone: "04 555 0177" });
  const meanwhile = { code: "CONFLICT", message: expect.stringContaining(shortId) };
  await expect(plan(shop)).rejects.toMatchObject(meanwhile);
  await expect(drift(shop, id)).rejects.toMatchObject(meanwhile);
  expect(await plan(shop, { phone: "04 555 0177" })).toMatchObject({ jobId, isNew: false });
});

test("a plan that cannot find its restaurant fails with that, counts as nothing seen, and asks nobody to settle it", async () => {
  const shop = await openShop(scene);
  const job = await mustClaim(scene, await plan(shop));
  const gone = failure("TARGET_NOT_FOUND", { name: "the restaurant's page" });
  await finish(scene, shop, { job, ending: { kind: "failed", failure: gone, changed: false } });
  expect(await readRecord(scene, shop, job.jobId)).toMatchObject({
    status: "failed",
    failureCode: "TARGET_NOT_FOUND",
    result: null,
    resolvedHow: "dismissed",
  });
});

test("drift is written beside the job it is about, which stays as it is", async () => {
  const shop = await openShop(scene);
  const id = await completed(shop);
  const look = async (findings: Found) => {
    const job = await mustClaim(scene, await drift(shop, id));
    expect(job.inspection).toBe("drift");
    await finish(scene, shop, { job, ending: inspected(findings) });
    return asWeb(scene, shop, (tx) => readJob(tx, { id }));
  };
  const before = await readRecord(scene, shop, id);
  expect((await look(ALL_THERE)).drift).toMatchObject({ status: "completed", findings: ALL_THERE });
  expect((await look(NOT_THERE)).drift).toMatchObject({ findings: NOT_THERE });
  expect(await readRecord(scene, shop, id)).toMatchObject({
    status: "completed",
    result: before.result,
    summary: before.summary,
  });
  const events = await asWeb(scene, shop, (tx) => listJobEvents(tx, id));
  expect(events.filter(({ kind }) => kind === "inspected").map(({ reason }) => reason)).toEqual(["seen", "drifted"]);
});

test("only what was seen at the portal is compared with it, and nobody else's", async () => {
  const shop = await openShop(scene);
  const other = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  await expect(drift(shop, jobId)).rejects.toMatchObject({ code: "CONFLICT" });
  const id = await completed(await openShop(scene));
  await expect(drift(other, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(
    asWeb(scene, other, (tx) => planJob(tx, { type: TYPE, restaurantId: shop.restaurantId, by: BY })),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("an inspection under way is not the restaurant's next thing", async () => {
  const shop = await openShop(scene);
  const { jobId } = await plan(shop);
  await mustClaim(scene, { jobId });
  const { next } = await asWeb(scene, shop, (tx) => readRestaurant(tx, shop.restaurantId));
  expect(next.kind).toBe("start");
});

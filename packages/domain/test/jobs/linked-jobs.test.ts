import { tables } from "@pumpd/db";
import { failure } from "@pumpd/model";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enqueueJob } from "../../src/jobs/enqueue.ts";
import { listJobs } from "../../src/jobs/list.ts";
import { readJob } from "../../src/jobs/read.ts";
import { retryFailedItems } from "../../src/jobs/retry-failed-items.ts";
import { decideJob } from "../../src/jobs/review.ts";
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
} from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const UPSTREAM_ID = "RESkereru0001";
const tag = (name: string) => ({ name, colour: "#3f92ff", dishes: [] });
const item = (name: string, status: "created" | "failed") => ({ name, status, missingDishes: [], extraDishes: [] });

/** A job over three tags of which one was made. */
async function partlyTagged(shop: Shop): Promise<string> {
  await scene.owner
    .update(tables.restaurants)
    .set({ upstreamId: UPSTREAM_ID, subdomain: "kereru" })
    .where(eq(tables.restaurants.id, shop.restaurantId));
  await scene.owner.insert(tables.restaurantMilestones).values({
    organisationId: shop.scope.organisationId,
    restaurantId: shop.restaurantId,
    milestone: "menu_imported",
    jobId: shop.restaurantId,
  });
  const input = { tags: [tag("Popular"), tag("Vegan"), tag("Nut Free")] };
  const { jobId } = await asWeb(scene, shop, (tx) =>
    enqueueJob(tx, { type: "item_tags", restaurantId: shop.restaurantId, input, by: BY }),
  );
  const job = await mustClaim(scene, { jobId });
  const items = [item("Popular", "failed"), item("Vegan", "created"), item("Nut Free", "failed")];
  const result = { upstreamId: UPSTREAM_ID, portalPage: "https://admin.pumpd.example/tags", items };
  await finish(scene, shop, {
    job,
    ending: { kind: "finished", outcome: "partial", summary: "1 of 3 tags there", result },
  });
  return jobId;
}

const press = (shop: Pick<Shop, "scope">, id: string) =>
  asWeb(scene, shop, (tx) => retryFailedItems(tx, { id, by: BY }));

test("retrying failed items asks for those alone, in a linked job, and closes the one that was done in part", async () => {
  const shop = await openShop(scene);
  const jobId = await partlyTagged(shop);
  const before = await asWeb(scene, shop, (tx) => readJob(tx, { id: jobId }));
  expect(before).toMatchObject({ state: "needs_look", remainingCount: 2, replacedBy: null });
  const linked = await press(shop, jobId);
  expect(linked).toMatchObject({ isNew: true, status: "pending" });
  const newer = await asWeb(scene, shop, (tx) => readJob(tx, { id: linked.jobId }));
  expect(newer).toMatchObject({ parent: { id: jobId, reason: "items_of" }, type: "item_tags" });
  expect(newer.input.tags).toMatchObject([{ name: "Popular" }, { name: "Nut Free" }]);
  const after = await asWeb(scene, shop, (tx) => readJob(tx, { id: jobId }));
  expect(after).toMatchObject({ status: "completed", resolvedHow: "replaced", remainingCount: 0 });
  const replacedBy = { id: linked.jobId, shortId: linked.shortId };
  expect(after).toMatchObject({ state: "replaced", replacedBy });
  const { rows } = await asWeb(scene, shop, (tx) => listJobs(tx, { restaurantIds: [shop.restaurantId] }));
  expect(rows.find(({ id }) => id === jobId)).toMatchObject({ state: "replaced", replacedBy });
  expect(after.events.at(-1)).toMatchObject({ kind: "replaced", actorName: BY.name, data: { by: linked.shortId } });
});

test("pressed again, also at the same time and after the linked job has ended, it is that job", async () => {
  const shop = await openShop(scene);
  const jobId = await partlyTagged(shop);
  const [one, two] = await Promise.all([press(shop, jobId), press(shop, jobId)]);
  expect([one.isNew, two.isNew].sort()).toEqual([false, true]);
  expect(two.jobId).toBe(one.jobId);
  const job = await mustClaim(scene, { jobId: one.jobId });
  const failed = { kind: "failed", failure: failure("FORM_REFUSED"), changed: false } as const;
  await finish(scene, shop, { job, ending: failed });
  expect(await press(shop, jobId)).toMatchObject({ isNew: false, jobId: one.jobId, status: "failed" });
});

test("what has no items left, or is somebody else's, is not retried by items", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  await expect(press(shop, jobId)).rejects.toMatchObject({ code: "CONFLICT" });
  const other = await openShop(scene);
  await expect(press(other, jobId)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

/** A registration that found a restaurant of the same name and cannot say whether it is ours. */
async function ambiguous(shop: Shop): Promise<string> {
  const { jobId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  const several = failure("AMBIGUOUS_MATCH", {
    name: "Kererū",
    candidates: [`Kererū · old · street · ${UPSTREAM_ID}`],
  });
  await finish(scene, shop, { job, ending: { kind: "failed", failure: several, changed: false } });
  return jobId;
}

const link = (shop: Shop, id: string, candidate: string) =>
  asWeb(scene, shop, (tx) => decideJob(tx, { id, decision: "link", candidate, by: BY }));

async function inspectionOf(jobId: string) {
  const [found] = await scene.owner.select().from(tables.jobs).where(eq(tables.jobs.parentJobId, jobId));
  if (!found) throw new Error("nobody looks");
  return found;
}

test("the one that a person chose is linked once an inspection of that very one has read it back", async () => {
  const shop = await openShop(scene);
  const jobId = await ambiguous(shop);
  expect(await link(shop, jobId, UPSTREAM_ID)).toMatchObject({ changed: true, status: "needs_review" });
  expect(await link(shop, jobId, UPSTREAM_ID)).toMatchObject({ changed: false, message: "We are looking already." });
  const inspection = await inspectionOf(jobId);
  expect(inspection).toMatchObject({ mode: "inspect", input: { upstreamId: UPSTREAM_ID } });
  expect((await readRecord(scene, shop, jobId)).input).not.toHaveProperty("upstreamId");
  const job = await mustClaim(scene, { jobId: inspection.id });
  await finish(scene, shop, { job, ending: REGISTERED });
  const detail = await asWeb(scene, shop, (tx) => readJob(tx, { id: jobId }));
  expect(detail).toMatchObject({ status: "completed", resolvedHow: "linked", result: { upstreamId: UPSTREAM_ID } });
  expect(detail.events).toContainEqual(
    expect.objectContaining({
      kind: "decision",
      reason: "link",
      data: expect.objectContaining({ candidate: UPSTREAM_ID }),
    }),
  );
});

test("a chosen one that is not there leaves the job before the person", async () => {
  const shop = await openShop(scene);
  const jobId = await ambiguous(shop);
  await link(shop, jobId, "RESgone");
  const job = await mustClaim(scene, { jobId: (await inspectionOf(jobId)).id });
  const gone = failure("TARGET_NOT_FOUND", { upstreamId: "RESgone" });
  await finish(scene, shop, { job, ending: { kind: "failed", failure: gone, changed: false } });
  expect(await readRecord(scene, shop, jobId)).toMatchObject({ status: "needs_review" });
});

test("done by hand is one more attempt, which looks before it does anything; a second press says so", async () => {
  const shop = await openShop(scene);
  const jobId = await ambiguous(shop);
  const done = () => asWeb(scene, shop, (tx) => decideJob(tx, { id: jobId, decision: "done_by_hand", by: BY }));
  expect(await done()).toMatchObject({ changed: true, status: "pending" });
  expect(await done()).toMatchObject({ changed: false, message: "It does not wait for a decision." });
  const job = await mustClaim(scene, { jobId, attempt: 2 });
  expect(job.trigger).toBe("resume");
  await finish(scene, shop, { job, ending: REGISTERED });
  const { events } = await asWeb(scene, shop, (tx) => readJob(tx, { id: jobId }));
  expect(events).toContainEqual(
    expect.objectContaining({ kind: "decision", reason: "done_by_hand", actorName: BY.name }),
  );
});

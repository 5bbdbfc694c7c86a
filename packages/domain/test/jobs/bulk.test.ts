import { tables } from "@pumpd/db";
import { failure } from "@pumpd/model";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { advanceBulkActions, listBulkActions, startBulkAction, stopBulkAction } from "../../src/bulk/index.ts";
import { listJobEvents } from "../../src/jobs/events.ts";
import { listFailureGroups } from "../../src/jobs/failure-groups.ts";
import { listJobs } from "../../src/jobs/list.ts";
import { retryJob } from "../../src/jobs/retry.ts";
import { transitionJob } from "../../src/jobs/transition.ts";
import {
  addShop,
  asWeb,
  BY,
  enqueue,
  finish,
  mustClaim,
  openScene,
  openShop,
  readRecord,
  type Scene,
  type Shop,
  wakeUps,
} from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

/** Several restaurants of one organisation, each with a registration that failed. */
async function failedJobs(count: number): Promise<{ shop: Shop; ids: string[] }> {
  const shop = await openShop(scene);
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const other = await addShop(scene, { scope: shop.scope });
    const { jobId } = await enqueue(scene, other);
    const job = await mustClaim(scene, { jobId });
    const reason = failure("FORM_REFUSED", { message: "Limit reached." });
    await finish(scene, other, { job, ending: { kind: "failed", failure: reason, changed: false } });
    ids.push(jobId);
  }
  return { shop, ids };
}

async function workOff(): Promise<void> {
  while ((await advanceBulkActions(scene.worker)) > 0);
}

const start = (shop: Shop, request: Omit<Parameters<typeof startBulkAction>[1], "by">) =>
  asWeb(scene, shop, (tx) => startBulkAction(tx, { by: BY, ...request }));
const statusOf = async (shop: Shop, id: string) => (await readRecord(scene, shop, id)).status;

test("retrying all that match wakes each once, in its own history and audit line, and says how it ended", async () => {
  const { shop, ids } = await failedJobs(3);
  const action = await start(shop, { verb: "retry", what: { filter: { view: "given_up" } } });
  expect(action).toMatchObject({ total: 3, done: 0, endedAt: null });
  expect(await statusOf(shop, ids[0] ?? "")).toBe("failed");
  await workOff();
  for (const id of ids) {
    expect(await statusOf(shop, id)).toBe("pending");
    expect((await wakeUps(scene, id)).filter(({ key }) => key.endsWith(":2"))).toHaveLength(1);
    const events = await asWeb(scene, shop, (tx) => listJobEvents(tx, id));
    expect(events.at(-1)).toMatchObject({ from: "failed", to: "pending", actorName: BY.name, reason: "Retry" });
  }
  const audit = await scene.owner.select().from(tables.auditLog).where(eq(tables.auditLog.action, "job.retry"));
  expect(audit.map(({ targetId }) => targetId).sort()).toEqual([...ids].sort());
  const { actions } = await asWeb(scene, shop, (tx) => listBulkActions(tx));
  expect(actions).toMatchObject([{ total: 3, done: 3, skipped: 0, endedAt: expect.any(String) }]);
});

test("a job that has moved on since is left alone, and one without anything to do says why", async () => {
  const { shop, ids } = await failedJobs(2);
  const [moved = "", kept = ""] = ids;
  await start(shop, { verb: "cancel", what: { ids } });
  await asWeb(scene, shop, (tx) => retryJob(tx, { id: moved, how: "resume", by: BY }));
  await workOff();
  expect(await statusOf(shop, moved)).toBe("pending");
  expect(await statusOf(shop, kept)).toBe("failed");
  const { actions } = await asWeb(scene, shop, (tx) => listBulkActions(tx));
  expect(actions[0]).toMatchObject({ done: 0, skipped: 2 });
  expect(actions[0]?.reasons.map(({ message }) => message).sort()).toEqual([
    "It has ended already.",
    "It has moved on since.",
  ]);
});

test("retries find room one by one: where as many wait as may, the rest is left alone and says so", async () => {
  const { shop, ids } = await failedJobs(3);
  await scene.owner
    .update(tables.organisations)
    .set({ maxWaitingJobs: 2 })
    .where(eq(tables.organisations.id, shop.scope.organisationId));
  await start(shop, { verb: "retry", what: { ids } });
  await workOff();
  const { actions } = await asWeb(scene, shop, (tx) => listBulkActions(tx));
  expect(actions[0]).toMatchObject({ done: 2, skipped: 1, endedAt: expect.any(String) });
  expect(actions[0]?.reasons).toMatchObject([{ message: /^2 jobs of your organisation wait already/, count: 1 }]);
  const statuses = await Promise.all(ids.map((id) => statusOf(shop, id)));
  expect(statuses.sort()).toEqual(["failed", "pending", "pending"]);
});

test("stopping keeps what was done and touches no further job", async () => {
  const { shop, ids } = await failedJobs(2);
  const action = await start(shop, { verb: "dismiss", note: "Closed for good", what: { ids } });
  const stopped = await asWeb(scene, shop, (tx) => stopBulkAction(tx, { id: action.id, by: BY }));
  expect(stopped).toMatchObject({ done: 0, stoppedBy: BY.name, endedAt: expect.any(String) });
  await workOff();
  for (const id of ids) expect((await readRecord(scene, shop, id)).resolvedAt).toBeNull();
});

test("two workers side by side do each job once", async () => {
  const { shop, ids } = await failedJobs(6);
  await start(shop, { verb: "dismiss", what: { ids } });
  await Promise.all([workOff(), workOff(), workOff()]);
  await workOff();
  for (const id of ids) {
    const events = await asWeb(scene, shop, (tx) => listJobEvents(tx, id));
    expect(events.filter(({ kind }) => kind === "dismissed")).toHaveLength(1);
  }
  expect((await asWeb(scene, shop, (tx) => listBulkActions(tx))).actions[0]).toMatchObject({ done: 6, skipped: 0 });
});

test("another organisation's jobs are not there for a bulk action", async () => {
  const { ids } = await failedJobs(1);
  const stranger = await openShop(scene);
  await expect(start(stranger, { verb: "cancel", what: { ids } })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("failures of one kind are one group, which is retried as a whole; one alone is no group", async () => {
  const { shop, ids } = await failedJobs(3);
  const [first = ""] = ids;
  await scene.owner.execute(
    sql`update jobs set failure = jsonb_set(failure, '{about,field}', '"Street"') where id = ${first}`,
  );
  const { groups } = await asWeb(scene, shop, (tx) => listFailureGroups(tx));
  expect(groups).toMatchObject([{ type: "register_restaurant", count: 2, failure: { code: "FORM_REFUSED" } }]);
  const fingerprint = groups[0]?.fingerprint ?? "";
  await start(shop, { verb: "retry", what: { filter: { fingerprint } } });
  await workOff();
  expect(await statusOf(shop, first)).toBe("failed");
  expect((await asWeb(scene, shop, (tx) => listFailureGroups(tx))).groups).toEqual([]);
  const { rows } = await asWeb(scene, shop, (tx) => listJobs(tx, { statuses: ["pending"] }));
  expect(rows.map(({ id }) => id).sort()).toEqual(ids.slice(1).sort());
});

test("a job that has ended well is not dismissed along", async () => {
  const { shop, ids } = await failedJobs(1);
  const [id = ""] = ids;
  await asWeb(scene, shop, (tx) =>
    transitionJob(tx, { jobId: id, from: "failed", to: "pending", by: BY, set: { attempt: 2 } }),
  );
  const action = await start(shop, { verb: "dismiss", what: { ids } });
  await workOff();
  expect(await asWeb(scene, shop, (tx) => stopBulkAction(tx, { id: action.id, by: BY }))).toMatchObject({
    skipped: 1,
    reasons: [{ message: "There is nothing to dismiss.", count: 1 }],
    stoppedBy: null,
  });
});

import { tables } from "@pumpd/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileStore } from "../../src/artifacts/artifact-store.ts";
import type { ClaimedJob } from "../../src/jobs/claim.ts";
import { createJobStore } from "../../src/jobs/job-store.ts";
import { reviewRestored } from "../../src/jobs/restored.ts";
import { BY_WORKER, enqueue, mustClaim, openScene, openShop, readRecord, type Scene, type Shop } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

function storeFor(shop: Shop, job: ClaimedJob) {
  return createJobStore({
    db: scene.worker,
    scope: shop.scope,
    job,
    by: BY_WORKER,
    artifacts: fileStore("/nowhere"),
    redact: (text) => text,
    isDebug: false,
  });
}

test("after a restored backup what ran goes to a person, and what it only meant to send counts as perhaps sent", async () => {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  const store = storeFor(shop, job);
  const effect = {
    step: "create",
    item: "",
    commit: "restaurant.create",
    naturalKey: "kereru",
    repeat: "never",
  } as const;
  await store.intend(effect);
  const waiting = await openShop(scene);
  const alone = await enqueue(scene, waiting);

  expect(await reviewRestored(scene.owner)).toEqual({ toReview: 1, toLook: 0 });
  expect(await readRecord(scene, shop, jobId)).toMatchObject({
    status: "needs_review",
    failureCode: "OUTCOME_UNKNOWN",
  });
  const [row] = await scene.owner.select().from(tables.effects).where(eq(tables.effects.jobId, jobId));
  expect(row).toMatchObject({ state: "unknown" });
  expect(await readRecord(scene, waiting, alone.jobId)).toMatchObject({ status: "pending" });
  await expect(store.intend(effect)).rejects.toThrow("lease");
  expect(await reviewRestored(scene.owner)).toEqual({ toReview: 0, toLook: 0 });
});

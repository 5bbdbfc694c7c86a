import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileStore } from "../../src/artifacts/artifact-store.ts";
import { saveArtifact } from "../../src/artifacts/save-artifact.ts";
import { isNight, retain } from "../../src/retention/retain.ts";
import {
  enqueue,
  finish,
  forgetMilestones,
  mustClaim,
  openScene,
  openShop,
  REGISTERED,
  type Scene,
  type Shop,
} from "../jobs/scene.ts";

let scene: Scene;
const directory = mkdtempSync(join(tmpdir(), "pumpd-retain-"));
const artifacts = fileStore(directory);
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene.close();
  rmSync(directory, { recursive: true, force: true });
});

const run = (batch = 200) => retain(scene.worker, { jobDays: 90, pictureDays: 30, artifacts, limitMs: 30_000, batch });

async function ended(shop: Shop, daysAgo: number): Promise<string> {
  const { jobId } = await enqueue(scene, shop);
  await finish(scene, shop, { job: await mustClaim(scene, { jobId }), ending: REGISTERED });
  await scene.owner
    .$client`update jobs set completed_at = now() - make_interval(days => ${daysAgo}::int) where id = ${jobId}`;
  await forgetMilestones(scene, shop);
  return jobId;
}

const isThere = async (jobId: string) =>
  (await scene.owner.$client`select id from jobs where id = ${jobId}`).length === 1;
const archived = (jobId: string) =>
  scene.owner.$client`select status, outcome, summary, attempts from jobs_archive where id = ${jobId}`;

test("old jobs go to the archive in batches with all that hung on them; young ones and the newest success stay", async () => {
  const shop = await openShop(scene);
  const old = [await ended(shop, 200), await ended(shop, 150), await ended(shop, 100)];
  const newest = await ended(shop, 91);
  const other = await openShop(scene);
  const young = await ended(other, 10);
  expect(await run(2)).toMatchObject({ jobs: 3 });
  for (const id of old) {
    expect(await isThere(id)).toBe(false);
    expect(await archived(id)).toMatchObject([{ status: "completed", outcome: "success", attempts: 1 }]);
    for (const table of ["attempts", "job_steps", "effects", "job_events", "job_logs"])
      expect(await scene.owner.$client.unsafe(`select from ${table} where job_id = '${id}'`)).toHaveLength(0);
  }
  expect([await isThere(newest), await isThere(young)]).toEqual([true, true]);
  expect(await run()).toMatchObject({ jobs: 0 });
});

test("what is open, what nobody has closed and what has a successor is never archived", async () => {
  const waiting = await enqueue(scene, await openShop(scene));
  const failedShop = await openShop(scene);
  const dead = await ended(failedShop, 300);
  await scene.owner.$client`update jobs set status = 'failed', outcome = null, result = null where id = ${dead}`;
  const parentShop = await openShop(scene);
  const parent = await ended(parentShop, 300);
  const child = await ended(parentShop, 10);
  await scene.owner
    .$client`update jobs set parent_job_id = ${parent}, parent_reason = 'edited_from' where id = ${child}`;
  await scene.owner
    .$client`update jobs set created_at = now() - interval '300 days', updated_at = now() - interval '300 days' where id = ${waiting.jobId}`;
  await run();
  for (const id of [waiting.jobId, dead, parent]) expect(await isThere(id)).toBe(true);
  await scene.owner.$client`update jobs set resolved_at = now(), resolved_how = 'dismissed' where id = ${dead}`;
  await run();
  expect(await isThere(dead)).toBe(false);
});

test("pictures go after their time with their bytes, and a file that was asked to expire goes then", async () => {
  const shop = await openShop(scene);
  const jobId = await ended(shop, 1);
  const keep = async (kind: "failure" | "csv") =>
    saveArtifact(scene.worker, {
      scope: shop.scope,
      store: artifacts,
      kind,
      bytes: new Uint8Array([1, 2, 3]),
      contentType: "image/jpeg",
      restaurantId: shop.restaurantId,
      jobId,
      attempt: 1,
      step: null,
      caption: "x",
    });
  await keep("failure");
  await keep("csv");
  await scene.owner.$client`update artifacts set created_at = now() - interval '40 days' where job_id = ${jobId}`;
  const [picture] = await scene.owner.$client<{ storage_key: string }[]>`
    select storage_key from artifacts where job_id = ${jobId} and kind = 'failure'`;
  expect(await run()).toMatchObject({ files: 1 });
  expect(await artifacts.read(picture?.storage_key ?? "")).toBeUndefined();
  expect(await scene.owner.$client`select kind from artifacts where job_id = ${jobId}`).toMatchObject([
    { kind: "csv" },
  ]);
});

test("a job that was completed is counted once for its month, also when it is archived", async () => {
  const shop = await openShop(scene);
  const ids = [await ended(shop, 120), await ended(shop, 110), await ended(shop, 100)];
  await run();
  const rows = await scene.owner.$client<{ job_id: string }[]>`
    select job_id from usage_events where organisation_id = ${shop.scope.organisationId}`;
  expect(rows.map(({ job_id }) => job_id).sort()).toEqual(ids.sort());
});

test("the night is from one to five in the morning where staff are", () => {
  expect(isNight(new Date("2026-07-01T14:30:00Z"))).toBe(true);
  expect(isNight(new Date("2026-07-01T01:30:00Z"))).toBe(false);
});

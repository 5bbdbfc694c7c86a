import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VARIANTS } from "@pumpd/automations/menu-csv";
import { withScope } from "@pumpd/db";
import type { UploadKind } from "@pumpd/model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileStore } from "../../src/artifacts/artifact-store.ts";
import { keepNamedFiles } from "../../src/artifacts/keep-named-files.ts";
import { readArtifact } from "../../src/artifacts/read-artifact.ts";
import { saveArtifact } from "../../src/artifacts/save-artifact.ts";
import { storeUpload } from "../../src/artifacts/store-upload.ts";
import { enqueueJob } from "../../src/jobs/enqueue.ts";
import { isNight, retain } from "../../src/retention/retain.ts";
import {
  asWeb,
  BY,
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

describe("an uploaded file", () => {
  const CODE = { kind: "code", fileName: "head.html" } as const;
  const upload = (shop: Shop, text: string, about: { kind: UploadKind; fileName: string } = CODE) =>
    storeUpload(scene.web, {
      scope: shop.scope,
      by: BY,
      store: artifacts,
      restaurantId: shop.restaurantId,
      bytes: Buffer.from(text),
      ...about,
    });
  const daysLeft = async ({ artifactId }: { artifactId: string }) => {
    const [row] = await scene.owner.$client<{ days: number | null }[]>`
      select round(extract(epoch from expires_at - now()) / 86400)::int as days from artifacts where id = ${artifactId}`;
    return row ? row.days : "gone";
  };
  const age = (days: number) =>
    scene.owner.$client`update artifacts set expires_at = expires_at - make_interval(days => ${days}::int)`;
  const bytesOf = async (shop: Shop, { artifactId }: { artifactId: string }) =>
    asWeb(scene, shop, (tx) => readArtifact(tx, { id: artifactId, store: artifacts })).catch(() => undefined);
  const menu = (dish: string) => `${VARIANTS["no-images"].join(",")}\n,Menu,,,,Noodles,,,,${dish},16.50,standard,,,,`;

  async function registeredShop(): Promise<Shop> {
    const shop = await openShop(scene);
    const { jobId } = await enqueue(scene, shop);
    await finish(scene, shop, { job: await mustClaim(scene, { jobId }), ending: REGISTERED });
    return shop;
  }
  const startUpload = (shop: Shop, file: object) =>
    asWeb(scene, shop, (tx) =>
      enqueueJob(tx, {
        by: BY,
        type: "upload_menu",
        restaurantId: shop.restaurantId,
        input: { file, menuName: "Menu", counts: { categories: 1, dishes: 1 } },
      }),
    );

  test("that no job has named goes after its time with its bytes, one that a newer has replaced after a day", async () => {
    const shop = await openShop(scene);
    const [first, second] = [await upload(shop, "<!-- a -->"), await upload(shop, "<!-- ab -->")];
    const other = await upload(shop, "<!-- a -->", { ...CODE, fileName: "body.html" });
    expect(await Promise.all([first, second, other].map(daysLeft))).toEqual([1, 15, 15]);
    await age(2);
    await run();
    expect(await Promise.all([first, second, other].map(daysLeft))).toEqual(["gone", 13, 13]);
    expect(await bytesOf(shop, first)).toBeUndefined();
    // Handed in once more, it begins anew.
    expect(await upload(shop, "<!-- ab -->")).toEqual(second);
    expect(await daysLeft(second)).toBe(15);
    await age(14);
    await run();
    expect(await Promise.all([second, other].map(daysLeft))).toEqual([1, "gone"]);
  });

  test("that a job names stays for good, also when it is replaced or handed in again later", async () => {
    const shop = await registeredShop();
    const about = { kind: "csv", fileName: "menu.csv" } as const;
    const file = await upload(shop, menu("Laksa"), about);
    expect((await startUpload(shop, file)).isNew).toBe(true);
    await upload(shop, menu("Ramen"), about);
    expect(await upload(shop, menu("Laksa"), about)).toEqual(file);
    await age(300);
    await run();
    expect(await daysLeft(file)).toBeNull();
    expect(Buffer.from((await bytesOf(shop, file))?.bytes ?? []).toString()).toBe(menu("Laksa"));
  });

  test("that is swept at the moment a job names it is kept by whoever comes first", async () => {
    const shop = await registeredShop();
    const about = { kind: "csv", fileName: "menu.csv" } as const;
    const file = await upload(shop, menu("Pide"), about);
    await age(20);
    // The request has named the file and is not written yet: the sweep goes round it.
    await withScope(scene.web, shop.scope, async (tx) => {
      await keepNamedFiles(tx, { file });
      await run();
    });
    expect(await daysLeft(file)).toBeNull();
    await scene.owner.$client`update artifacts set expires_at = now() - interval '1 day' where id = ${file.artifactId}`;
    await run();
    await expect(asWeb(scene, shop, (tx) => keepNamedFiles(tx, { file }))).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { file: "We do not have this file. Choose it again." },
    });
  });
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

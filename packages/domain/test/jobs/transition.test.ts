import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tables } from "@pumpd/db";
import { canTransition, isEnded, JOB_STATUSES, type JobStatus } from "@pumpd/model";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { transitionJob } from "../../src/jobs/transition.ts";
import { asWeb, BY, enqueue, openScene, openShop, readRecord, type Scene, type Shop } from "./scene.ts";

let scene: Scene;
let shop: Shop;
let jobId: string;
beforeAll(async () => {
  scene = await openScene();
  shop = await openShop(scene);
  ({ jobId } = await enqueue(scene, shop));
});
afterAll(() => scene.close());

const pairs = JOB_STATUSES.flatMap((from) => JOB_STATUSES.map((to) => ({ from, to })));

/** By hand and as the owner: the table under test is about how one gets on from there. */
async function standAt(status: JobStatus): Promise<void> {
  await scene.owner.$client`update jobs set status = ${status}, outcome = 'success', result = '{}'::jsonb,
    started_at = now(), completed_at = ${isEnded(status) ? new Date().toISOString() : null} where id = ${jobId}`;
}

const events = () => scene.owner.$count(tables.jobEvents, eq(tables.jobEvents.jobId, jobId));

describe("every pair of statuses", () => {
  test.each(pairs)("from $from to $to", async ({ from, to }) => {
    await standAt(from);
    const before = await events();
    const move = asWeb(scene, shop, (tx) => transitionJob(tx, { jobId, from, to, by: BY, reason: "test" }));
    if (!canTransition(from, to)) {
      await expect(move).rejects.toThrow(`A job cannot go from ${from} to ${to}`);
      expect(await readRecord(scene, shop, jobId)).toMatchObject({ status: from });
      expect(await events()).toBe(before);
      return;
    }
    expect(await move).toMatchObject({ status: to });
    expect(await events()).toBe(before + 1);
    expect((await readRecord(scene, shop, jobId)).completedAt !== null).toBe(isEnded(to));
  });
});

test("a job that is not where the caller thinks moves nowhere and writes no event", async () => {
  await standAt("running");
  const before = await events();
  const moved = await asWeb(scene, shop, (tx) => transitionJob(tx, { jobId, from: "pending", to: "running", by: BY }));
  expect(moved).toBeUndefined();
  expect(await events()).toBe(before);
});

test("a stale epoch moves nothing", async () => {
  await standAt("running");
  const move = (epoch: number) =>
    asWeb(scene, shop, (tx) => transitionJob(tx, { jobId, from: "running", to: "failed", by: BY, epoch }));
  expect(await move(7)).toBeUndefined();
  expect(await move(0)).toMatchObject({ status: "failed" });
});

test("another organisation's transition finds no job", async () => {
  await standAt("pending");
  const stranger = await openShop(scene);
  const moved = await asWeb(scene, stranger, (tx) =>
    transitionJob(tx, { jobId, from: "pending", to: "cancelled", by: BY }),
  );
  expect(moved).toBeUndefined();
});

const repository = fileURLToPath(new URL("../../../..", import.meta.url));
const SOURCES = ["apps", "packages", "scripts"].map((folder) => join(repository, folder));
const ALLOWED = ["packages/domain/src/jobs/transition.ts", "packages/testing/src/big-seed.ts"];

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (/^(node_modules|\.next|\.data|test|dist|migrations)$/.test(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.(ts|tsx|mjs|sql)$/.test(entry.name) && !/\.(test|spec)\./.test(entry.name) ? [path] : [];
  });
}

test("nothing else writes a job's status", () => {
  const writes = [
    /\bupdate\(\s*(?:tables\.)?jobs\s*\)\s*\.set\(\{(?:(?!\.where)[\s\S])*?\bstatus\s*:/,
    /\bupdate\s+(?:public\.)?jobs\s+(?:j\s+)?set\b[^;`]*?\bstatus\s*=[^;`]*?\bwhere/i,
    /\binsert\s+into\s+(?:public\.)?jobs\b/i,
    /\binsert\(\s*(?:tables\.)?jobs\s*\)/,
  ];
  const offenders = SOURCES.flatMap(sourceFiles)
    .filter((file) => !ALLOWED.some((allowed) => file.endsWith(allowed)))
    .filter((file) => writes.some((pattern) => pattern.test(readFileSync(file, "utf8"))));
  expect(offenders).toEqual([]);
});

import { lineAtMs, PLACE_MS, type Priority } from "@pumpd/model";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enqueueJob } from "../../src/jobs/enqueue.ts";
import { addShop, asWeb, BY, openScene, openShop, type Scene, type Shop, TYPE } from "../jobs/scene.ts";

type Asked = { organisation: number; atMs: number; dueMs: number };
type Job = Asked & { n: number; lineAt: number; startedAt: number };

/** One slot, each job takes a second; who stands first in the line starts whenever the slot is free. */
function run(asked: readonly Asked[]): Job[] {
  const arrivals = asked.map((one, n) => ({ ...one, n })).sort((a, b) => a.atMs - b.atMs || a.n - b.n);
  const started: Job[] = [];
  let waiting: Job[] = [];
  let nowMs = 0;
  while (arrivals.length > 0 || waiting.length > 0) {
    if (waiting.length === 0) nowMs = Math.max(nowMs, arrivals[0]?.atMs ?? nowMs);
    while (arrivals[0] && arrivals[0].atMs <= nowMs) {
      const one = arrivals.shift();
      if (!one) break;
      const ahead = waiting.filter(
        (job) => job.organisation === one.organisation && job.atMs + job.dueMs <= one.atMs + one.dueMs,
      ).length;
      waiting.push({ ...one, lineAt: lineAtMs({ askedAtMs: one.atMs, dueMs: one.dueMs, ahead }), startedAt: -1 });
    }
    waiting = waiting.sort((a, b) => a.lineAt - b.lineAt || a.n - b.n);
    const [next, ...rest] = waiting;
    if (!next) continue;
    started.push({ ...next, startedAt: nowMs });
    waiting = rest;
    nowMs += 1_000;
  }
  return started;
}

const askedJobs = fc.array(
  fc.record({
    organisation: fc.integer({ min: 0, max: 4 }),
    atMs: fc.integer({ min: 0, max: 900_000 }),
    dueMs: fc.constantFrom(120_000, 900_000, 14_400_000),
  }),
  { minLength: 1, maxLength: 120 },
);

test("nobody starves: what is asked for after a job's place in the line never starts before it", () => {
  fc.assert(
    fc.property(askedJobs, (asked) => {
      const started = run(asked);
      for (const [index, job] of started.entries())
        for (const later of started.slice(index + 1)) expect(job.atMs).toBeLessThanOrEqual(later.lineAt);
      expect(started).toHaveLength(asked.length);
    }),
    { numRuns: 200 },
  );
});

test("within an organisation, of two jobs that are wanted equally soon the one asked for first starts first", () => {
  fc.assert(
    fc.property(askedJobs, (asked) => {
      const seen = new Map<string, number>();
      for (const { organisation, dueMs, atMs } of run(asked)) {
        const key = `${organisation}:${dueMs}`;
        expect(atMs).toBeGreaterThanOrEqual(seen.get(key) ?? 0);
        seen.set(key, atMs);
      }
    }),
    { numRuns: 200 },
  );
});

test("a flood of one organisation lets the first job of another through within two starts, whenever it comes", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 50, max: 400 }),
      fc.integer({ min: 1, max: 30_000 }),
      fc.constantFrom(900_000, 14_400_000),
      (flood, atMs, dueMs) => {
        const asked = Array.from({ length: flood }, () => ({ organisation: 0, atMs: 0, dueMs }));
        const started = run([...asked, { organisation: 1, atMs, dueMs }]);
        const place = started.findIndex(({ organisation }) => organisation === 1);
        const before = started.slice(0, place).filter(({ startedAt }) => startedAt >= atMs).length;
        expect(before).toBeLessThanOrEqual(2);
      },
    ),
    { numRuns: 100 },
  );
});

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

async function ask(shop: Shop, priority?: Priority): Promise<{ id: string; due: number; line: number }> {
  const { jobId } = await asWeb(scene, shop, (tx) =>
    enqueueJob(tx, { type: TYPE, restaurantId: shop.restaurantId, by: BY, priority }),
  );
  const [row] = await scene.owner.$client<{ due: number; line: number }[]>`
    select (extract(epoch from due_at - created_at) * 1000)::float8 as due,
      (extract(epoch from line_at - due_at) * 1000)::float8 as line from jobs where id = ${jobId}`;
  return { id: jobId, due: row?.due ?? -1, line: row?.line ?? -1 };
}

test("the database gives the same places as the rule, and the queue hands jobs out by them", async () => {
  const first = await openShop(scene);
  const { scope } = first;
  const shops = [first, await addShop(scene, { scope }), await addShop(scene, { scope })];
  const normal = await ask(shops[0] as Shop);
  const second = await ask(shops[1] as Shop);
  const urgent = await ask(shops[2] as Shop, "urgent");
  const stranger = await ask(await openShop(scene));
  const bulk = await ask(await openShop(scene), "bulk");
  const near = (ms: number, wanted: number) => expect(Math.abs(ms - wanted)).toBeLessThan(1_000);
  near(normal.due, 900_000);
  near(urgent.due, 120_000);
  near(bulk.due, 14_400_000);
  expect([normal.line, second.line, urgent.line, stranger.line].map(Math.round)).toEqual([0, PLACE_MS, 0, 0]);
  const rows = await scene.owner.$client<{ key: string }[]>`
    select key from graphile_worker.jobs order by priority, run_at, id`;
  const order = rows.map(({ key }) => key.split(":")[1]);
  expect(order).toEqual([urgent.id, normal.id, stranger.id, second.id, bulk.id]);
});

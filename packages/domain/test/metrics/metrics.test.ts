import { failure } from "@pumpd/model";
import { afterAll, beforeAll, expect, test } from "vitest";
import { METRICS, Metrics, readPerformance, readQueueMetrics } from "../../src/metrics/index.ts";
import {
  asWeb,
  enqueue,
  finish,
  forgetMilestones,
  mustClaim,
  openScene,
  openShop,
  REGISTERED,
  type Scene,
  TYPE,
} from "../jobs/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

test("counters, gauges and histograms come out as Prometheus reads them, each with help and type once", () => {
  const metrics = new Metrics();
  metrics.count("pumpd_attempts_ended_total", { type: "a", status: "completed" });
  metrics.count("pumpd_attempts_ended_total", { type: "a", status: "completed" }, 2);
  metrics.gauge("pumpd_jobs_running", () => 2);
  metrics.observe("pumpd_run_seconds", { type: "a" }, 3);
  metrics.observe("pumpd_run_seconds", { type: "a" }, 1_000);
  const lines = metrics
    .toText([{ name: "pumpd_jobs", labels: { status: "pending", type: "a" }, value: 7 }])
    .split("\n");
  expect(lines).toContain('pumpd_attempts_ended_total{type="a",status="completed"} 3');
  expect(lines).toContain("pumpd_jobs_running 2");
  expect(lines).toContain('pumpd_run_seconds_bucket{type="a",le="2.5"} 0');
  expect(lines).toContain('pumpd_run_seconds_bucket{type="a",le="5"} 1');
  expect(lines).toContain('pumpd_run_seconds_bucket{type="a",le="+Inf"} 2');
  expect(lines).toContain('pumpd_run_seconds_sum{type="a"} 1003');
  expect(lines).toContain('pumpd_jobs{status="pending",type="a"} 7');
  expect(lines.filter((line) => line.startsWith("# TYPE pumpd_run_seconds "))).toEqual([
    "# TYPE pumpd_run_seconds histogram",
  ]);
  for (const name of Object.keys(METRICS)) expect(name).toMatch(/^pumpd_[a-z_]+$/);
});

test("what waits, runs, is held and is overdue moves its numbers", async () => {
  const [a, b] = [await openShop(scene), await openShop(scene)];
  const value = async (name: string, labels: Record<string, string> = {}) =>
    (await readQueueMetrics(scene.worker)).find(
      (one) => one.name === name && Object.entries(labels).every(([key, wanted]) => one.labels?.[key] === wanted),
    )?.value ?? 0;
  const waiting = await enqueue(scene, a);
  const running = await enqueue(scene, b);
  await mustClaim(scene, running);
  expect(await value("pumpd_jobs", { status: "pending", type: TYPE })).toBe(1);
  expect(await value("pumpd_jobs", { status: "running", type: TYPE })).toBe(1);
  expect(await value("pumpd_workers", { what: "alive" })).toBe(1);
  expect(await value("pumpd_database_connections", { application: "test worker" })).toBeGreaterThan(0);
  await scene.owner
    .$client`update jobs set created_at = now() - interval '90 seconds', due_at = now() - interval '1 second' where id = ${waiting.jobId}`;
  expect(Math.floor(await value("pumpd_oldest_pending_seconds", { type: TYPE }))).toBeGreaterThanOrEqual(90);
  expect(await value("pumpd_jobs_overdue")).toBe(1);
  await scene.owner
    .$client`insert into holds (scope, key, kind, reason, created_by) values ('host', 'x', 'breaker', 'PORTAL_ERROR', 'test')`;
  expect(await value("pumpd_holds", { scope: "host", kind: "breaker" })).toBe(1);
});

test("performance counts what ended in the span by type, with percentiles, top failures and slow steps, of one organisation", async () => {
  const [shop, stranger] = [await openShop(scene), await openShop(scene)];
  const end = async (where: typeof shop, ending: Parameters<typeof finish>[2]["ending"]) => {
    const { jobId } = await enqueue(scene, where);
    await finish(scene, where, { job: await mustClaim(scene, { jobId }), ending });
    await forgetMilestones(scene, where);
    return jobId;
  };
  const good = await end(shop, REGISTERED);
  await end(shop, { kind: "failed", failure: failure("SUBDOMAIN_TAKEN", { subdomain: "x" }), changed: false });
  const long = await end(shop, REGISTERED);
  await end(stranger, REGISTERED);
  await scene.owner.$client`update jobs set run_ms = 4000 where id = ${good}`;
  await scene.owner.$client`update jobs set run_ms = 8000 where id = ${long}`;
  await scene.owner
    .$client`insert into job_steps (organisation_id, job_id, attempt, key, n, of, kind, title, status, started_at, ended_at)
    values (${shop.scope.organisationId}, ${good}, 1, 'create', 1, 3, 'change', 'Create', 'done', now() - interval '3 seconds', now())`;
  const day = await asWeb(scene, shop, (tx) => readPerformance(tx, { span: "day" }));
  expect(day.types).toMatchObject([
    {
      type: TYPE,
      ended: 3,
      succeeded: 2,
      failed: 1,
      runP50: 6000,
      failures: [{ code: "SUBDOMAIN_TAKEN", count: 1 }],
      slowSteps: [{ step: "create" }],
    },
  ]);
  expect(day.types[0]?.runP95).toBeGreaterThan(7_500);
  expect(day.over.reduce((sum, { succeeded, failed }) => sum + succeeded + failed, 0)).toBe(3);
  const hours = day.over.map(({ at }) => Date.parse(at) / 3_600_000);
  expect(hours).toEqual(hours.map((_, n) => (hours[0] ?? 0) + n));
  expect(hours.length).toBeGreaterThanOrEqual(25);
  await scene.owner
    .$client`update jobs set completed_at = now() - interval '3 days', updated_at = now() - interval '3 days' where id = ${long}`;
  expect((await asWeb(scene, shop, (tx) => readPerformance(tx, { span: "day" }))).types[0]?.ended).toBe(2);
  expect((await asWeb(scene, shop, (tx) => readPerformance(tx, { span: "week" }))).types[0]?.ended).toBe(3);
});

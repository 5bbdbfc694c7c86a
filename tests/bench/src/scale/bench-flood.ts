import { withScope } from "@pumpd/db";
import { listJobs, readOverview } from "@pumpd/domain/jobs";
import { type Measure, quantile } from "../harness/measure.ts";
import { ask, count, DONE, inScene, openPlaces, type Scene, timed, until } from "./scene.ts";

const SAMPLE = 300;

/**
 * So many jobs of one organisation at once: what the next press costs beside an empty queue (goal: p50 ≤ 1.3 ×), what pages
 * cost meanwhile, and how long two workers take until nothing is left.
 */
export async function benchFlood({ jobs }: { jobs: number }): Promise<Measure[]> {
  return inScene(async (scene) => {
    const places = await openPlaces(scene, { places: jobs + SAMPLE, accounts: Math.ceil(jobs / 10) });
    const sample = places.slice(0, SAMPLE);
    const rest = places.slice(SAMPLE);
    await timed(sample, (place) => ask(scene, place)); // warm
    await forget(scene);
    const empty = await timed(sample, (place) => ask(scene, place));
    await forget(scene);
    for (const place of rest) await ask(scene, place);
    const flooded = await timed(sample, (place) => ask(scene, place));
    const workers = [await scene.startWorker(async () => DONE), await scene.startWorker(async () => DONE)];
    const startedAt = performance.now();
    const pages = await timed(Array.from({ length: 40 }), () => readPages(scene, rest[0]?.scope));
    await until(async () => (await count(scene, "pending")) + (await count(scene, "running")) === 0, 500);
    const seconds = (performance.now() - startedAt) / 1_000;
    await Promise.all(workers.map((worker) => worker.stop()));
    const emptyMs = quantile(empty, 0.5);
    const floodedMs = quantile(flooded, 0.5);
    return [
      {
        id: "F39.enqueue",
        name: `Enqueue with ${jobs} waiting ÷ with none, p50`,
        value: floodedMs,
        unit: "ms",
        peer: { name: "empty queue", value: emptyMs },
        ratio: floodedMs / emptyMs,
        goal: { of: "ratio", atMost: 1.3 },
      },
      {
        id: "F39.pages",
        name: "First page of jobs and overview while two workers drain, p95",
        value: quantile(pages, 0.95),
        unit: "ms",
      },
      {
        id: "F39.drained",
        name: `Jobs of the flood that were completed, in ${seconds.toFixed(0)} s`,
        value: await count(scene, "completed"),
        unit: "jobs",
        goal: { of: "value", atLeast: jobs + SAMPLE },
      },
    ];
  });
}

async function readPages({ web }: Scene, scope: Parameters<typeof withScope>[1] | undefined): Promise<void> {
  if (!scope) throw new Error("no place");
  await withScope(web, scope, async (tx) => {
    await listJobs(tx, { limit: 50 });
    await readOverview(tx);
  });
}

async function forget({ owner }: Scene): Promise<void> {
  await owner.$client`truncate jobs cascade`;
  await owner.$client`delete from graphile_worker._private_jobs`;
}

import { withScope } from "@pumpd/db";
import { listJobs, readOverview } from "@pumpd/domain/jobs";
import { type Measure, quantile } from "../harness/measure.ts";
import { comparePairs, timeOf } from "../harness/pairs.ts";
import { ask, count, DONE, inScene, openPlaces, type Place, type Scene, timed, until } from "./scene.ts";

const SAMPLE = 300;
const WARM_UP = 30;

/**
 * So many jobs of one organisation at once: what the next press costs beside an empty queue (goal: p50 ≤ 1.3 ×), what pages
 * cost meanwhile, and how long two workers take until nothing is left.
 */
export function benchFlood({ jobs }: { jobs: number }): Promise<Measure[]> {
  return inScene((quiet) => inScene((scene) => flood(scene, { jobs, quiet })));
}

type Flood = { jobs: number; quiet: Scene };

async function flood(scene: Scene, { jobs, quiet }: Flood): Promise<Measure[]> {
  const size = { places: jobs + SAMPLE, accounts: Math.ceil(jobs / 10) };
  const [places, quietPlaces] = [await openPlaces(scene, size), await openPlaces(quiet, size)];
  const rest = places.splice(SAMPLE);
  for (const place of rest) await ask(scene, place);
  const press = async (where: Scene, place: Place | undefined) => {
    if (!place) throw new Error("no place");
    return timeOf(() => ask(where, place));
  };
  const ours = () => press(scene, places.pop());
  const peer = async () => {
    const ms = await press(quiet, quietPlaces.pop());
    await forget(quiet);
    return ms;
  };
  const enqueue = await comparePairs({ ours, peer }, { pairs: SAMPLE - WARM_UP, warmUp: WARM_UP });
  const workers = [await scene.startWorker(async () => DONE), await scene.startWorker(async () => DONE)];
  const startedAt = performance.now();
  const pages = await timed(Array.from({ length: 40 }), () => readPages(scene, rest[0]?.scope));
  await until(async () => (await count(scene, "pending")) + (await count(scene, "running")) === 0, 500);
  const seconds = (performance.now() - startedAt) / 1_000;
  await Promise.all(workers.map((worker) => worker.stop()));
  return [
    {
      id: "F39.enqueue",
      name: `Enqueue with ${jobs} waiting ÷ with none, p50`,
      value: quantile(enqueue.ours, 0.5),
      unit: "ms",
      peer: { name: "empty queue", value: quantile(enqueue.peer, 0.5) },
      ratio: enqueue.ratio,
      spread: enqueue.spread,
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
}

async function readPages({ web }: Scene, scope: Parameters<typeof withScope>[1] | undefined): Promise<void> {
  if (!scope) throw new Error("no place");
  await withScope(web, scope, async (tx) => {
    await listJobs(tx, { limit: 50 });
    await readOverview(tx);
  });
}

async function forget({ owner }: Scene): Promise<void> {
  await owner.$client`delete from jobs`;
  await owner.$client`delete from graphile_worker._private_jobs`;
}

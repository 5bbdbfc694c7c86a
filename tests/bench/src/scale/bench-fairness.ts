import type { Measure } from "../harness/measure.ts";
import { ask, DONE, inScene, openPlaces, until } from "./scene.ts";

/** One organisation asks for so many jobs, another for one: after how many completions of the first does it start? Goal: ≤ 2. */
export async function benchFairness({ jobs }: { jobs: number }): Promise<Measure[]> {
  return inScene(async (scene) => {
    const many = await openPlaces(scene, { places: jobs, accounts: jobs });
    const [one] = await openPlaces(scene, { places: 1, accounts: 1 });
    if (!one) throw new Error("no place");
    for (const place of many) await ask(scene, place);
    const ends: (() => void)[] = [];
    const started: string[] = [];
    let isLetGo = false;
    const worker = await scene.startWorker(async ({ job }) => {
      started.push(job.restaurant.id);
      if (!isLetGo) await new Promise<void>((resolve) => ends.push(resolve));
      return DONE;
    });
    await until(async () => ends.length === 2, 20);
    await ask(scene, one);
    let completions = 0;
    while (!started.includes(one.restaurantId)) {
      ends[completions]?.();
      completions += 1;
      await until(async () => started.length >= 2 + completions, 20);
    }
    isLetGo = true;
    for (const end of ends) end();
    await worker.stop();
    return [
      {
        id: "F40",
        name: `Completions of ${jobs} jobs before another organisation's one starts`,
        value: completions,
        unit: "jobs",
        goal: { of: "value", atMost: 2 },
      },
    ];
  });
}

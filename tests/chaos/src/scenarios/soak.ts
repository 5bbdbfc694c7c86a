import { fileURLToPath } from "node:url";
import { LOAD_TYPE, loadRegistry } from "../load/definition.ts";
import { residentBytes } from "../rig/processes.ts";
import type { Scenario } from "../scenario.ts";
import { inRig } from "../unit.ts";

const WORKER = fileURLToPath(new URL("../load/main.ts", import.meta.url));
const QUIET_MS = 1_800_000;
const JOBS_PER_SAMPLE = 10;
/** Caches fill and code is compiled: what grows then is no leak. */
const WARM_UP = 0.2;
const MOST_GROWTH = 0.1;

/** One worker lives through all of it. Jobs of a type without a browser: what is weighed is the engine itself. */
export const soak: Scenario = {
  name: "soak",
  does: "one worker runs hundreds of browserless jobs, and its memory is measured",
  units: (form) => (form.kind === "short" ? [] : [{ name: "1", run: (tools) => soakOnce(tools, form.runs) }]),
};

function soakOnce(tools: Parameters<typeof inRig>[0], jobs: number) {
  return inRig(tools, { registry: loadRegistry, worker: { file: WORKER, concurrency: 2 } }, async (rig, tally) => {
    const worker = rig.startWorker();
    const samples: number[] = [];
    for (let at = 1; at <= jobs; at += 1) {
      await (await rig.newJob(LOAD_TYPE)).enqueue();
      tally.runs += 1;
      if (at % JOBS_PER_SAMPLE !== 0) continue;
      await rig.untilQuiet(QUIET_MS);
      samples.push(residentBytes(worker.pid));
    }
    await rig.untilQuiet(QUIET_MS);
    const completed = (await rig.jobs()).filter(({ status }) => status === "completed").length;
    tally.expect(completed === jobs, `Only ${completed} of ${jobs} jobs were completed.`);
    tally.expect(!worker.hasExited, "The worker did not live through it.");
    const { from, growth } = trendOf(samples.slice(Math.floor(samples.length * WARM_UP)));
    tally.note(
      `memory ${Math.round(from / 1e6)} MB, ${(growth * 100).toFixed(1)} % more at the end (limit ${MOST_GROWTH * 100} %)`,
    );
    tally.expect(growth <= MOST_GROWTH, `The worker's memory grew by ${(growth * 100).toFixed(1)} %.`);
  });
}

/** The straight line through equally spaced samples: where it begins, and how much of that it rises by its end. */
export function trendOf(samples: readonly number[]): { from: number; growth: number } {
  const n = samples.length;
  const middle = (n - 1) / 2;
  const mean = samples.reduce((sum, one) => sum + one, 0) / n;
  let over = 0;
  let under = 0;
  for (const [at, one] of samples.entries()) {
    over += (at - middle) * (one - mean);
    under += (at - middle) ** 2;
  }
  const slope = under === 0 ? 0 : over / under;
  const from = mean - slope * middle;
  return { from, growth: (slope * (n - 1)) / from };
}

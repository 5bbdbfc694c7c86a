import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { LOAD_TYPE, loadRegistry } from "../load/definition.ts";
import { keepWorkers } from "../rig/supervisor.ts";
import { type Scenario, stretches } from "../scenario.ts";
import { inRig } from "../unit.ts";

const WORKER = fileURLToPath(new URL("../load/main.ts", import.meta.url));
const JOBS_PER_RIG = 100;
const JOBS_PER_KILL = 3;
const START_MS = 180_000;
const QUIET_MS = 1_800_000;

/** Many jobs of a type that needs no browser, on workers that are killed all the while: the engine's own share, at speed. */
export const load: Scenario = {
  name: "load",
  does: "hundreds of browserless jobs on four slots, a worker killed for every third of them",
  units: (form) =>
    stretches(form.kind === "short" ? 0 : form.runs, JOBS_PER_RIG)
      .filter(({ runs }) => runs > 0)
      .map(({ name, runs }) => ({
        name,
        run: (tools) =>
          inRig(tools, { registry: loadRegistry, worker: { file: WORKER, concurrency: 2 } }, async (rig, tally) => {
            const keeper = keepWorkers(rig, 2);
            for (let at = 1; at <= runs; at += 1) {
              await (await rig.newJob(LOAD_TYPE)).enqueue();
              tally.runs += 1;
              if (at % JOBS_PER_KILL !== 0) continue;
              const busy = await keeper.untilBusy(START_MS);
              if (!busy) break;
              await pause(tools.random.between(0, 250));
              if (busy.signal("SIGKILL")) tally.kills += 1;
              await busy.exited;
            }
            await rig.untilQuiet(QUIET_MS);
            keeper.stop();
            const completed = (await rig.jobs()).filter(({ status }) => status === "completed").length;
            // Killed between "sent" and the answer is for a person; most are not.
            tally.expect(completed > runs / 2, `Only ${completed} of ${runs} jobs were completed.`);
          }),
      })),
};

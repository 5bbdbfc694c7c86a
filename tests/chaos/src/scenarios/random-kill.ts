import { setTimeout as pause } from "node:timers/promises";
import { keepWorkers } from "../rig/supervisor.ts";
import { type Scenario, stretches } from "../scenario.ts";
import { inRig } from "../unit.ts";

const KILLS_PER_RIG = 10;
const START_MS = 180_000;
const QUIET_MS = 900_000;
/** longer than a run takes, so that every moment of it may be hit */
const LATEST_MS = 3_500;

export const randomKill: Scenario = {
  name: "random-kill",
  does: "a worker at work is killed at a random moment, again and again",
  units: (form) =>
    stretches(form.kind === "short" ? 20 : form.runs, KILLS_PER_RIG).map(({ name, runs }) => ({
      name,
      run: (tools) =>
        inRig(tools, {}, async (rig, tally) => {
          const keeper = keepWorkers(rig, 2);
          for (let kill = 0; kill < runs; kill += 1) {
            await (await rig.newJob()).enqueue();
            const busy = await keeper.untilBusy(START_MS);
            tally.expect(busy !== undefined, "No worker took a job.");
            if (!busy) break;
            await pause(tools.random.between(0, LATEST_MS));
            const isKilled = busy.signal("SIGKILL");
            await busy.exited;
            tally.runs += 1;
            if (isKilled) tally.kills += 1;
          }
          await rig.untilQuiet(QUIET_MS);
          keeper.stop();
        }),
    })),
};

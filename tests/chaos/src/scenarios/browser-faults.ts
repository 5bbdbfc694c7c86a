import { setTimeout as pause } from "node:timers/promises";
import { listBrowserGroups } from "../rig/processes.ts";
import { keepWorkers } from "../rig/supervisor.ts";
import { until } from "../rig/until.ts";
import { type Scenario, stretches } from "../scenario.ts";
import { inRig } from "../unit.ts";
import { signalGroup } from "./signal-group.ts";

const FAULTS_PER_RIG = 10;
const START_MS = 180_000;
const QUIET_MS = 900_000;

export const browserFaults: Scenario = {
  name: "browser-faults",
  does: "the browser of a running attempt is killed or frozen",
  units: (form) =>
    stretches(form.kind === "short" ? 0 : form.runs, FAULTS_PER_RIG)
      .filter(({ runs }) => runs > 0)
      .map(({ name, runs }) => ({
        name,
        run: (tools) =>
          inRig(tools, {}, async (rig, tally) => {
            const keeper = keepWorkers(rig, 2);
            for (let fault = 0; fault < runs; fault += 1) {
              await (await rig.newJob()).enqueue();
              const groups = await until(START_MS, () => {
                const found = listBrowserGroups(rig.tempRoot);
                return found.length > 0 && found;
              });
              tally.expect(groups !== undefined, "No browser was started.");
              if (!groups) break;
              await pause(tools.random.between(0, 2_500));
              const how = tools.random.next() < 0.7 ? "SIGKILL" : "SIGSTOP";
              signalGroup(tools.random.pick(groups), how);
              tally.runs += 1;
            }
            await rig.untilQuiet(QUIET_MS);
            keeper.stop();
          }),
      })),
};

import { setTimeout as pause } from "node:timers/promises";
import { keepWorkers } from "../rig/supervisor.ts";
import { type Scenario, stretches } from "../scenario.ts";
import { inRig } from "../unit.ts";

const CUTS_PER_RIG = 10;
const START_MS = 180_000;
const QUIET_MS = 900_000;

/** One connection to the database goes silent at a time; nobody is told. Now and then all of them are reset. */
export const halfOpen: Scenario = {
  name: "half-open",
  does: "connections between worker and database go silent, stall or are reset",
  units: (form) =>
    stretches(form.kind === "short" ? 0 : form.runs, CUTS_PER_RIG)
      .filter(({ runs }) => runs > 0)
      .map(({ name, runs }) => ({
        name,
        run: (tools) =>
          inRig(tools, { isProxied: true }, async (rig, tally) => {
            const { proxy } = rig;
            if (!proxy) throw new Error("this rig has no proxy");
            const keeper = keepWorkers(rig, 2);
            for (let cut = 0; cut < runs; cut += 1) {
              await (await rig.newJob()).enqueue();
              const busy = await keeper.untilBusy(START_MS);
              tally.expect(busy !== undefined, "No worker took a job.");
              if (!busy) break;
              await pause(tools.random.between(0, 2_500));
              if (tools.random.next() < 0.8)
                proxy.blackhole(tools.random.between(0, Math.max(0, proxy.connectionCount - 1)));
              else proxy.drop();
              tally.runs += 1;
            }
            await rig.untilQuiet(QUIET_MS);
            keeper.stop();
          }),
      })),
};

import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { keepWorkers } from "../rig/supervisor.ts";
import { type Scenario, stretches } from "../scenario.ts";
import { inRig } from "../unit.ts";

const DEPLOYS_PER_RIG = 10;
const START_MS = 180_000;
const QUIET_MS = 900_000;
const LATEST_MS = 3_500;

export const deploys: Scenario = {
  name: "deploys",
  does: "a worker at work is asked to go (SIGTERM) at a random moment, and a new one comes",
  units: (form) =>
    stretches(form.kind === "short" ? 10 : form.runs, DEPLOYS_PER_RIG).map(({ name, runs }) => ({
      name,
      run: (tools) =>
        inRig(tools, {}, async (rig, tally) => {
          const keeper = keepWorkers(rig, 2);
          for (let deploy = 0; deploy < runs; deploy += 1) {
            await (await rig.newJob()).enqueue();
            const busy = await keeper.untilBusy(START_MS);
            tally.expect(busy !== undefined, "No worker took a job.");
            if (!busy) break;
            await pause(tools.random.between(0, LATEST_MS));
            await rig.depart(busy);
            tally.runs += 1;
          }
          await rig.untilQuiet(QUIET_MS);
          keeper.stop();
          const [charged] = await rig.owner.execute<{ jobs: number }>(sql`
            select count(*)::int as jobs from jobs where status <> 'completed' or tries_used <> 1`);
          tally.expect(charged?.jobs === 0, `Deploys cost ${charged?.jobs} jobs a try or their success.`);
        }),
    })),
};

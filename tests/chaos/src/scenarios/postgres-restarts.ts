import { setTimeout as pause } from "node:timers/promises";
import { type OwnPostgres, openOwnPostgres } from "../rig/databases.ts";
import { keepWorkers } from "../rig/supervisor.ts";
import type { Scenario } from "../scenario.ts";
import { inRig, type Unit } from "../unit.ts";

const QUIET_MS = 900_000;
/** jobs asked for: in the short form as many as can be run in its minute, in the long form twice what keeps up, so that a queue builds */
const LOAD = { short: { everyMs: 3_000, atOnce: 2 }, long: { everyMs: 1_500, atOnce: 4 } } as const;

/** Postgres goes away every 5 to 10 s, sometimes by a crash, while jobs are asked for and run. */
export const postgresRestarts: Scenario = {
  name: "postgres-restarts",
  does: "Postgres is restarted or killed every 5 to 10 s under load",
  units: (form) => [unitOf(form.kind === "short" ? 60_000 : Math.max(60_000, form.runs * 7_500), LOAD[form.kind])],
};

function unitOf(lengthMs: number, { everyMs, atOnce }: { everyMs: number; atOnce: number }): Unit {
  return {
    name: "1",
    run: async (tools) => {
      const postgres: OwnPostgres = await openOwnPostgres(tools.directory);
      return await inRig(tools, { openDatabase: () => Promise.resolve(postgres) }, async (rig, tally) => {
        // Made before the trouble: setting a scene is not what is tested.
        const jobs = [];
        for (let n = 0; n < Math.ceil(lengthMs / everyMs); n += 1) jobs.push(await rig.newJob());
        const keeper = keepWorkers(rig, 2);
        const endsAt = performance.now() + lengthMs;
        const asking = (async () => {
          while (jobs.length > 0 && performance.now() < endsAt) {
            await Promise.all(jobs.splice(0, atOnce).map((job) => job.enqueue()));
            await pause(tools.random.between(1_000, 6_000));
          }
        })();
        while (performance.now() < endsAt) {
          await pause(tools.random.between(5_000, 10_000));
          await (tools.random.next() < 0.3 ? postgres.crash() : postgres.restart());
          tally.runs += 1;
        }
        await asking;
        await rig.untilQuiet(QUIET_MS);
        keeper.stop();
      });
    },
  };
}

import { withScope } from "@pumpd/db";
import { cancelJob } from "@pumpd/domain/jobs";
import { BY_TEST } from "@pumpd/testing";
import { sql } from "drizzle-orm";
import type { Scenario } from "../scenario.ts";
import { inRig } from "../unit.ts";

const PRESSES = 50;

/** Fifty presses at once, twenty times over: one job each, and fifty stops at once end it once. */
export const doubleSubmit: Scenario = {
  name: "double-submit",
  does: "the same request arrives fifty times at once",
  units: (form) => {
    const rounds = form.kind === "short" ? 20 : form.runs;
    return [
      {
        name: "1",
        run: (tools) =>
          inRig(tools, {}, async (rig, tally) => {
            for (let round = 0; round < rounds; round += 1) {
              const job = await rig.newJob();
              const ids = await Promise.all(Array.from({ length: PRESSES }, () => job.enqueue()));
              const [rows] = await rig.owner.execute<{ jobs: number; wake_ups: number; events: number }>(sql`
                select (select count(*)::int from jobs where restaurant_id = ${job.restaurantId}) as jobs,
                  (select count(*)::int from graphile_worker.jobs where key like ${`job:${ids[0]}:%`}) as wake_ups,
                  (select count(*)::int from job_events where job_id = ${ids[0]}) as events`);
              tally.runs += 1;
              tally.expect(new Set(ids).size === 1 && rows?.jobs === 1, `${PRESSES} presses made ${rows?.jobs} jobs.`, {
                jobId: ids[0],
                counts: "duplicates",
              });
              tally.expect(
                rows?.wake_ups === 1 && rows.events === 1,
                "One job has not exactly one wake-up and one event.",
                {
                  jobId: ids[0],
                  detail: { ...rows },
                },
              );
              const stopped = await Promise.all(
                Array.from({ length: PRESSES }, () =>
                  withScope(rig.web, rig.scope, (tx) => cancelJob(tx, { id: ids[0] ?? "", by: BY_TEST })),
                ),
              );
              tally.expect(
                stopped.filter(({ changed }) => changed).length === 1,
                "Many stops at once did not end it exactly once.",
                { jobId: ids[0] },
              );
            }
          }),
      },
    ];
  },
};

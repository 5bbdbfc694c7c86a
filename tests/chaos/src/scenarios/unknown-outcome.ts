import { keepWorkers } from "../rig/supervisor.ts";
import type { Scenario } from "../scenario.ts";
import { inRig } from "../unit.ts";

/**
 * What the portal does with the submit: three that commit and do not say so, one that does neither, and the reset of a
 * connection that was used before, where a browser by itself sends the submit a second time.
 */
const CUTS = [
  { kind: "commit-then-reset" },
  { kind: "commit-then-500" },
  { kind: "commit-then-hang" },
  { kind: "reset-before-commit" },
  { kind: "commit-then-reset", onlyReused: true },
] as const;

const JOBS_PER_RIG = 25;
const QUIET_MS = 900_000;

export const unknownOutcome: Scenario = {
  name: "unknown-outcome",
  does: "the portal cuts the answer to a submit, having done it or not",
  units: (form) => {
    const total = form.kind === "short" ? 20 : Math.max(CUTS.length, form.runs);
    const count = Math.ceil(total / JOBS_PER_RIG);
    return Array.from({ length: count }, (_, index) => ({
      name: String(index + 1),
      run: (tools) =>
        inRig(tools, {}, async (rig, tally) => {
          const cuts = Array.from(
            { length: Math.min(JOBS_PER_RIG, total - index * JOBS_PER_RIG) },
            (_one, at) => CUTS[at % CUTS.length] ?? CUTS[0],
          );
          const asked = [];
          for (const cut of cuts) {
            const job = await rig.newJob();
            await rig.portal.control.fault({
              ...cut,
              route: "POST /api/restaurants",
              account: job.login,
              times: 1,
            });
            asked.push({ cut, job, id: await job.enqueue() });
          }
          const keeper = keepWorkers(rig, 2);
          await rig.untilQuiet(QUIET_MS);
          keeper.stop();
          tally.runs += asked.length;
          const made = await rig.effects();
          for (const { cut, job, id } of asked) {
            const [seen] = await rig.jobs([id]);
            const count = made.filter(({ account }) => account === job.login).length;
            const isRight = count > 0 ? seen?.status === "completed" : seen?.status === "needs_review";
            tally.expect(
              isRight,
              `After ${cut.kind} with ${count} at the portal the job is ${seen?.status} (${seen?.failureCode}).`,
              { jobId: id },
            );
          }
        }),
    }));
  },
};

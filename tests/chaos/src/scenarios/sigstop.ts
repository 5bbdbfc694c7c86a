import { CRASHPOINTS, type Crashpoint } from "@pumpd/automations/runner";
import type { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import type { Scenario } from "../scenario.ts";
import { inRig, type Tally } from "../unit.ts";

const CASES_PER_RIG = 6;
const STOP_MS = 180_000;
const TAKEOVER_MS = 180_000;
const QUIET_MS = 900_000;

/** The zombie: a worker that is frozen past its lease at each named place and wakes up when another one has its job. */
export const sigstop: Scenario = {
  name: "sigstop",
  does: "a worker is frozen past its lease at each named place, and goes on when another has its job",
  units: (form) => {
    const rounds = form.kind === "short" ? 0 : Math.max(1, Math.ceil(form.runs / CRASHPOINTS.length));
    // The short form: the two moments around the ledger's word, where a zombie could do harm.
    const points: Crashpoint[] =
      rounds === 0 ? ["while-held", "after-sent"] : Array.from({ length: rounds }, () => CRASHPOINTS).flat();
    const count = Math.ceil(points.length / CASES_PER_RIG);
    return Array.from({ length: count }, (_, index) => ({
      name: String(index + 1),
      run: (tools) =>
        inRig(tools, {}, async (rig, tally) => {
          const own = points.filter((_one, at) => at % count === index);
          for (const [at, point] of own.entries())
            await freezeOnce(rig, tally, { point, wakes: at % 2 === 0 ? "when it is done" : "when it is taken" });
        }),
    }));
  },
};

type Freeze = { point: Crashpoint; wakes: "when it is done" | "when it is taken" };

async function freezeOnce(rig: Rig, tally: Tally, { point, wakes }: Freeze): Promise<void> {
  const job = await rig.newJob();
  const zombie = rig.startWorker({ crashAt: { point, how: "stop" } });
  const jobId = await job.enqueue();
  const isFrozen = await until(STOP_MS, () => zombie.isStopped);
  tally.runs += 1;
  tally.expect(isFrozen === true, `The worker did not reach ${point}.`, {
    jobId,
    detail: { point, log: zombie.log().slice(-2_000) },
  });
  const heir = rig.startWorker();
  const taken = await until(TAKEOVER_MS, async () => {
    const [seen] = await rig.jobs([jobId]);
    if (!seen || seen.attempt === 1 || seen.status === "pending") return undefined;
    return wakes === "when it is taken" || seen.status !== "running";
  });
  tally.expect(taken === true, "Nobody took the frozen worker's job over.", { jobId, detail: { point, wakes } });
  zombie.signal("SIGCONT");
  await rig.untilQuiet(QUIET_MS);
  await rig.depart(heir);
  // A worker that lost its lease may leave by itself with an error; it must not stay and send.
  if (!zombie.hasExited) await rig.depart(zombie);
}

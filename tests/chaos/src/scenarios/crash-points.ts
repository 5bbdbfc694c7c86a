import { COMMITS } from "@pumpd/automations/define";
import { CRASHPOINTS, type Crashpoint } from "@pumpd/automations/runner";
import { flowsUnderTest } from "../flows-under-test.ts";
import type { Rig } from "../rig/rig.ts";
import type { Scenario } from "../scenario.ts";
import { inRig, type Tally, type Unit } from "../unit.ts";

const PORTAL_MODES = ["committed", "not committed"] as const;
type PortalMode = (typeof PORTAL_MODES)[number];
type Case = { type: string; point: Crashpoint; portal: PortalMode; nth: number };

const CASES_PER_RIG = 6;
const REACH_MS = 180_000;
const QUIET_MS = 900_000;

/** Every named place × every flow × a portal that did or did not do what it was sent. Luck has no part in it. */
export const crashPoints: Scenario = {
  name: "crash-points",
  does: "the worker kills itself at each named place of each flow",
  units: (form) => {
    const types = form.kind === "short" ? flowsUnderTest().slice(0, 1) : flowsUnderTest();
    const all = types.flatMap((type) =>
      CRASHPOINTS.flatMap((point) => PORTAL_MODES.map((portal) => ({ type, point, portal }))),
    );
    const rounds = form.kind === "short" ? 1 : Math.max(1, Math.ceil(form.runs / all.length));
    // Later rounds die at the second and third passing, where a flow has several changes.
    const cases = Array.from({ length: rounds }, (_, round) =>
      all.map((one) => ({ ...one, nth: 1 + (round % 3) })),
    ).flat();
    const count = Math.ceil(cases.length / CASES_PER_RIG);
    return Array.from({ length: count }, (_, index) =>
      unitOf(
        String(index + 1),
        cases.filter((_one, at) => at % count === index),
      ),
    );
  },
};

function unitOf(name: string, cases: readonly Case[]): Unit {
  return {
    name,
    run: (tools) =>
      inRig(tools, {}, async (rig, tally) => {
        for (const one of cases) await crashOnce(rig, tally, one);
      }),
  };
}

async function crashOnce(rig: Rig, tally: Tally, { type, point, portal, nth }: Case): Promise<void> {
  const detail = { type, point, portal, nth };
  const job = await rig.newJob(type);
  if (portal === "not committed")
    for (const { method, path } of Object.values(COMMITS))
      await rig.portal.control.fault({
        kind: "reset-before-commit",
        route: `${method} ${path}`,
        account: job.login,
        times: 1,
      });
  const victim = rig.startWorker({ crashAt: { point, nth } });
  const jobId = await job.enqueue();
  const first = await Promise.race([
    victim.exited,
    rig.untilJob(jobId, ["completed", "failed", "timeout", "needs_review"], REACH_MS),
  ]);
  const hasCrashed = first !== undefined && "signal" in first && first.signal === "SIGKILL";
  // What the portal did not do is never seen, and not every flow passes a place twice: then there is nothing to survive.
  tally.expect(hasCrashed || portal === "not committed" || nth > 1, `The worker did not reach ${point}.`, {
    jobId,
    detail: { ...detail, log: victim.log().slice(-2_000) },
  });
  tally.runs += 1;
  if (hasCrashed) tally.kills += 1;
  else await rig.depart(victim);

  const heir = rig.startWorker();
  await rig.untilQuiet(QUIET_MS);
  await rig.depart(heir);
  await expectDecided(rig, tally, { jobId, login: job.login, detail });
}

/** Nothing is left to a person that the portal could answer: what it has, and nobody else made, is found. */
async function expectDecided(
  rig: Rig,
  tally: Tally,
  one: { jobId: string; login: string; detail: Record<string, unknown> },
): Promise<void> {
  const [job] = await rig.jobs([one.jobId]);
  const made = (await rig.effects()).filter(({ account }) => account === one.login);
  const isRight = made.length > 0 ? job?.status === "completed" : job?.status === "needs_review";
  tally.expect(
    isRight,
    `With ${made.length} effects at the portal the job ended as ${job?.status} (${job?.failureCode}).`,
    {
      jobId: one.jobId,
      detail: one.detail,
    },
  );
}

import { setTimeout as pause } from "node:timers/promises";
import { TIMINGS } from "@pumpd/model";
import { sql } from "drizzle-orm";
import { listBrowserGroups } from "../rig/processes.ts";
import type { Rig } from "../rig/rig.ts";
import { keepWorkers } from "../rig/supervisor.ts";
import { until } from "../rig/until.ts";
import type { Scenario } from "../scenario.ts";
import { inRig, type Tally } from "../unit.ts";
import { signalGroup } from "./signal-group.ts";

const ROUNDS = 3;
const START_MS = 180_000;
const DECIDE_MS = 300_000;
const QUIET_MS = 900_000;
/** P4, from the kill on. */
const NOTICED_MS = 60_000;
const NEXT_ATTEMPT_MS = 120_000;
/** a frozen browser: the step's limit and the bounded close */
const SLOT_FREE_MS = 70_000;

/** As it is deployed: here the promised seconds are measured and not scaled. */
const PRODUCTION_TIMES: Record<string, string> = {
  WORKER_LEASE_MS: String(TIMINGS.leaseMs),
  WORKER_HEARTBEAT_MS: String(TIMINGS.heartbeatMs),
  WORKER_RECONCILE_MS: String(TIMINGS.reconcileMs),
  WORKER_PROBE_MS: "60000",
  WORKER_DRAIN_MS: "120000",
};

export const productionNumbers: Scenario = {
  name: "production-numbers",
  does: "a worker is killed and a browser is frozen with the times of production, and the seconds are measured",
  units: (form) => {
    if (form.kind === "short") return [];
    const rounds = Math.min(ROUNDS, form.runs);
    return [
      { name: "killed-worker", run: (tools) => inRig(tools, {}, (rig, tally) => killWorkers(rig, tally, rounds)) },
      { name: "frozen-browser", run: (tools) => inRig(tools, {}, (rig, tally) => freezeBrowsers(rig, tally, rounds)) },
    ];
  },
};

async function killWorkers(rig: Rig, tally: Tally, rounds: number): Promise<void> {
  const keeper = keepWorkers(rig, 2, { env: PRODUCTION_TIMES });
  for (let round = 0; round < rounds; round += 1) {
    const jobId = await (await rig.newJob()).enqueue();
    const busy = await keeper.untilBusy(START_MS);
    tally.expect(busy !== undefined, "No worker took a job.", { jobId });
    if (!busy) break;
    await pause(500 * round);
    const killedAt = await databaseTime(rig);
    if (busy.signal("SIGKILL")) tally.kills += 1;
    tally.runs += 1;
    const [noticed, next] = [await endOfAttempt(rig, jobId), await nextAttempt(rig, jobId)];
    tally.measure("killed, then noticed", noticed && noticed - killedAt, { jobId, limitMs: NOTICED_MS });
    tally.measure("killed, then next", next && next - killedAt, { jobId, limitMs: NEXT_ATTEMPT_MS });
    await rig.untilQuiet(QUIET_MS);
  }
  keeper.stop();
}

async function freezeBrowsers(rig: Rig, tally: Tally, rounds: number): Promise<void> {
  const keeper = keepWorkers(rig, 1, { env: PRODUCTION_TIMES });
  for (let round = 0; round < rounds; round += 1) {
    const jobId = await (await rig.newJob()).enqueue();
    const groups = await until(START_MS, () => {
      const found = listBrowserGroups(rig.tempRoot);
      return found.length > 0 && found;
    });
    tally.expect(groups !== undefined, "No browser was started.", { jobId });
    if (!groups) break;
    await pause(700 * round);
    const frozenAt = await databaseTime(rig);
    for (const group of groups) signalGroup(group, "SIGSTOP");
    tally.runs += 1;
    const ended = await endOfAttempt(rig, jobId);
    tally.measure("frozen, then slot free", ended && ended - frozenAt, { jobId, limitMs: SLOT_FREE_MS });
    await rig.untilQuiet(QUIET_MS);
  }
  keeper.stop();
}

/** epoch milliseconds on the database's clock, which all of these are measured by */
async function databaseTime(rig: Rig): Promise<number> {
  const [row] = await rig.owner.execute<{ ms: number }>(sql`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`);
  if (!row) throw new Error("the database has no clock");
  return row.ms;
}

/** When the first attempt was written off or came to its end. */
function endOfAttempt(rig: Rig, jobId: string): Promise<number | undefined> {
  return until(DECIDE_MS, async () => {
    const [row] = await rig.owner.execute<{ ms: number }>(sql`
      select (extract(epoch from ended_at) * 1000)::float8 as ms from attempts
      where job_id = ${jobId} and number = 1 and ended_at is not null`);
    return row?.ms;
  });
}

/** When the next attempt is due or has begun, or since when the job waits for a person or has ended. */
function nextAttempt(rig: Rig, jobId: string): Promise<number | undefined> {
  return until(DECIDE_MS, async () => {
    const [row] = await rig.owner.execute<{ ms: number | null }>(sql`
      select (extract(epoch from coalesce(a.started_at, case when j.status = 'pending' and j.attempt > 1
        then coalesce(j.run_at, j.updated_at) when j.status <> 'running' then j.updated_at end)) * 1000)::float8 as ms
      from jobs j left join attempts a on a.job_id = j.id and a.number = 2 where j.id = ${jobId}`);
    return row?.ms ?? undefined;
  });
}

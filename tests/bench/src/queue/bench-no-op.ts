import { connect, disconnect } from "@pumpd/db";
import { type Measure, mean } from "../harness/measure.ts";
import { openRestaurants, type Scene, withScene } from "../harness/scene.ts";
import { countStatements, type PerJob, perJob } from "../harness/statements.ts";
import { enqueueNoOp, startNoOpWorker, untilCompleted } from "./no-op.ts";
import { openBareQueue, openBoss, startBareGraphile } from "./peers.ts";

const CONCURRENCY = 4;
/** Enough to tell what each job asks from what the worker asks every few seconds anyway. */
const COUNTED_JOBS = 30;
const QUEUE_CONNECTION = "pumpd worker queue";

export type NoOpRun = {
  walBytes: number;
  /** of tables and indexes */
  storedBytes: number;
  /** of this process, the server's not among them */
  cpuMs: number;
  perSecond: number;
};

type NoOps = { jobs: number; databaseUrl?: string };

/** So many jobs that do nothing are asked for and then run by one worker; everything that follows is per job. */
export async function runNoOps(scene: Scene, { jobs, databaseUrl }: NoOps): Promise<NoOpRun> {
  const { database, organisation, owner } = scene;
  const restaurants = await openRestaurants(scene, jobs);
  const web = connect(database.webUrl, { applicationName: "bench web", max: 2 });
  try {
    const before = await readServer(scene);
    for (const restaurantId of restaurants) await enqueueNoOp(web, { organisation, restaurantId });
    const cpuBefore = process.cpuUsage();
    const worker = await startNoOpWorker(scene, { concurrency: CONCURRENCY, databaseUrl });
    await untilCompleted(scene, jobs);
    await worker.stop();
    const { user, system } = process.cpuUsage(cpuBefore);
    const after = await readServer(scene);
    const [span] = await owner.$client<{ seconds: number }[]>`
      select extract(epoch from max(ended_at) - min(started_at))::float8 as seconds from attempts`;
    return {
      walBytes: (after.wal - before.wal) / jobs,
      storedBytes: (after.size - before.size) / jobs,
      cpuMs: (user + system) / 1_000 / jobs,
      perSecond: jobs / (span?.seconds ?? Number.NaN),
    };
  } finally {
    await disconnect(web);
  }
}

/** The same with somebody between the worker and the server who counts, and slows both. */
async function runCounted(scene: Scene, jobs: number): Promise<NoOpRun & { asked: PerJob }> {
  const { workerUrl } = scene.database;
  const counter = await countStatements(workerUrl);
  try {
    const runs: NoOpRun[] = [];
    const heard = await counter.during(async () => {
      runs.push(await runNoOps(scene, { jobs, databaseUrl: counter.through(workerUrl) }));
    });
    const [run] = runs;
    if (!run) throw new Error("nothing ran");
    const ours = heard.filter(({ applicationName }) => applicationName !== QUEUE_CONNECTION);
    return { ...run, asked: perJob(ours, jobs) };
  } finally {
    await counter.close();
  }
}

async function readServer({ owner }: Scene): Promise<{ wal: number; size: number }> {
  const [row] = await owner.$client<{ wal: number; size: number }[]>`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as wal, pg_database_size(current_database())::float8 as size`;
  if (!row) throw new Error("the server said nothing of itself");
  return row;
}

/** M4: jobs per second of the engine alone, and what they cost. */
export async function benchNoOp({
  jobs = 500,
  rounds = 3,
}: {
  jobs?: number;
  rounds?: number;
} = {}): Promise<Measure[]> {
  const ours: NoOpRun[] = [];
  const graphile: number[] = [];
  const boss: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await withScene((scene) => runNoOps(scene, { jobs })));
    graphile.push(await withScene((scene) => drainGraphile(scene, jobs)));
    boss.push(await withScene((scene) => drainBoss(scene, jobs)));
  }
  const of = (read: (run: NoOpRun) => number) => mean(ours.map(read));
  const perSecond = of((run) => run.perSecond);
  return [
    throughput("M4.graphile", "No-op jobs per second ÷ bare graphile, 4 at a time", {
      perSecond,
      peer: { name: "graphile", value: mean(graphile) },
      atLeast: 0.45,
      note: "a bare queue takes and deletes one row; here a job is locked with its neighbours, looked at, paced, written to history and planned anew each time, and real jobs are held to the pace of a portal, five starts a second at most",
    }),
    throughput("M4.pg-boss", "No-op jobs per second ÷ pg-boss, one by one", {
      perSecond,
      peer: { name: "pg-boss", value: mean(boss) },
      atLeast: 1.2,
      note: "as M4.graphile",
    }),
    {
      id: "cost.engine-cpu",
      name: "Engine alone: CPU per 1 000 jobs, the server's left out",
      value: of(({ cpuMs }) => cpuMs),
      unit: "s",
    },
    {
      id: "cost.stored",
      name: "Stored per 1 000 no-op jobs, indexes included",
      value: of(({ storedBytes }) => storedBytes) / 1_000,
      unit: "MB",
    },
  ];
}

/** M5: what a job asks of the database in countable things; the goals are the issue's and M5's. */
export async function countNoOp(): Promise<Measure[]> {
  const run = await withScene((scene) => runCounted(scene, COUNTED_JOBS));
  return [
    {
      id: "M5.statements",
      name: "No-op job: statements beside Graphile's own",
      value: run.asked.statements,
      unit: "statements",
      goal: { of: "value", atMost: 6 },
      note: "locks, what is read behind them and what is written are a statement each: one sees nothing that the one before it let through",
    },
    {
      id: "M5.transactions",
      name: "No-op job: transactions beside Graphile's own",
      value: run.asked.transactions,
      unit: "transactions",
      goal: { of: "value", atMost: 2 },
    },
    {
      id: "M5.wal",
      name: "No-op job: WAL from enqueue to end, Graphile's own included",
      value: run.walBytes / 1_024,
      unit: "KiB",
      goal: { of: "value", atMost: 12 },
      note: "as M1.add-job; the attempt, two more events and each index of a changed row come on top",
    },
  ];
}

type Throughput = { perSecond: number; peer: { name: string; value: number }; atLeast: number; note: string };

function throughput(id: string, name: string, { perSecond, peer, atLeast, note }: Throughput): Measure {
  return {
    id,
    name,
    value: perSecond,
    unit: "jobs/s",
    peer,
    ratio: perSecond / peer.value,
    goal: { of: "ratio", atLeast },
    note,
  };
}

async function drainGraphile({ database }: Scene, jobs: number): Promise<number> {
  const queue = openBareQueue(database.ownerUrl);
  await queue.addMany(jobs);
  const all = Promise.withResolvers<void>();
  let done = 0;
  let firstAt = 0;
  const task = async () => {
    firstAt ||= performance.now();
    done += 1;
    if (done === jobs) all.resolve();
  };
  const runner = await startBareGraphile({ url: database.ownerUrl, concurrency: CONCURRENCY, task });
  await all.promise;
  const seconds = (performance.now() - firstAt) / 1_000;
  await runner.stop();
  await queue.close();
  return jobs / seconds;
}

async function drainBoss({ database }: Scene, jobs: number): Promise<number> {
  const boss = await openBoss(database.ownerUrl);
  for (let at = 0; at < jobs; at += 1) await boss.send();
  const startedAt = performance.now();
  await boss.drain(CONCURRENCY);
  const seconds = (performance.now() - startedAt) / 1_000;
  await boss.close();
  return jobs / seconds;
}

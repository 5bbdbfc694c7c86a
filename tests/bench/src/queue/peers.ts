import { connect, disconnect } from "@pumpd/db";
import { Logger, type Runner, run } from "graphile-worker";
import { Pool } from "pg";
import { PgBoss } from "pg-boss";

/** Bare Graphile Worker as we run it (nothing batched, no local queue), with a task that does nothing. */
export async function startBareGraphile({
  url,
  concurrency,
  task,
}: {
  url: string;
  concurrency: number;
  task: (payload: unknown) => Promise<void>;
}): Promise<{ stop: () => Promise<void> }> {
  const pool = new Pool({ connectionString: url, max: concurrency + 3 });
  // Graphile wants somebody to hear of lost connections; here the next statement fails by itself.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const runner: Runner = await run({
    pgPool: pool,
    concurrency,
    pollInterval: 2_000,
    noHandleSignals: true,
    parsedCronItems: [],
    taskList: { [BARE_TASK]: task },
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => () => undefined),
  });
  return {
    stop: async () => {
      await runner.stop();
      await pool.end();
    },
  };
}

export const BARE_TASK = "bench_bare";

export type BareQueue = {
  add: () => Promise<unknown>;
  /** Adds one in a transaction and answers the moment before its commit. */
  addAndCommit: () => Promise<number>;
  addMany: (count: number) => Promise<unknown>;
  close: () => Promise<void>;
};

/** Bare `graphile_worker.add_job`, by the same driver as ours and on one connection too. */
export function openBareQueue(url: string): BareQueue {
  const db = connect(url, { applicationName: "bench graphile", max: 1 });
  const sql = db.$client;
  const addOne = `select from graphile_worker.add_job('${BARE_TASK}', '{"jobId": 1, "attempt": 1}'::json, max_attempts := 1)`;
  return {
    add: () => sql.unsafe(addOne, [], { prepare: true }),
    addAndCommit: () =>
      db.transaction(async (tx) => {
        await tx.execute(addOne);
        return performance.now();
      }),
    addMany: (count) =>
      sql`select graphile_worker.add_job(${BARE_TASK}, '{}'::json, max_attempts := 1) from generate_series(1, ${count}::int)`,
    close: () => disconnect(db),
  };
}

const BOSS_QUEUE = "bench";

export type Boss = {
  send: () => Promise<unknown>;
  /** fetch one, complete one, until there is none, so many at a time */
  drain: (concurrency: number) => Promise<void>;
  close: () => Promise<void>;
};

/** pg-boss with its own driver; its upkeep stays off while we measure, which is to its advantage. */
export async function openBoss(url: string): Promise<Boss> {
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false });
  await boss.start();
  await boss.createQueue(BOSS_QUEUE);
  const drainOne = async (): Promise<void> => {
    for (;;) {
      const [job] = await boss.fetch(BOSS_QUEUE);
      if (!job) return;
      await boss.complete(BOSS_QUEUE, job.id);
    }
  };
  return {
    send: () => boss.send(BOSS_QUEUE, { jobId: 1, attempt: 1 }),
    drain: async (concurrency) => {
      await Promise.all(Array.from({ length: concurrency }, drainOne));
    },
    close: async () => {
      await boss.stop({ graceful: false });
    },
  };
}

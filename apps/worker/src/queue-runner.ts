import { EventEmitter } from "node:events";
import { Socket } from "node:net";
import { endWhenUnanswered, isPlainConnection } from "@pumpd/db";
import { Logger as QueueLogger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { Pool } from "pg";
import type { Log } from "./log.ts";

export type QueueRunnerOptions = {
  databaseUrl: string;
  concurrency: number;
  tasks: TaskList;
  log: Log;
};

export type QueueRunner = {
  poolId: string | null;
  /** Resolves when it has stopped, whoever stopped it. Never rejects. */
  ended: Promise<void>;
  /** No new jobs from now on; resolves when those under way have returned. */
  stop: () => Promise<void>;
};

/** A job that was woken but whose wake-up got lost is found by polling. */
const POLL_MS = 2_000;
/** A connection that leaves a question unanswered for so long is given up; below what a transaction is waited for. */
export const DATABASE_ANSWER_MS = 12_000;

/** Graphile Worker with what we rely on and nothing else: its retries, queues, batches and signal handlers stay off. */
export async function startQueueRunner({
  databaseUrl,
  concurrency,
  tasks,
  log,
}: QueueRunnerOptions): Promise<QueueRunner> {
  const pgPool = new Pool({
    connectionString: databaseUrl,
    application_name: "pumpd worker queue",
    max: concurrency + 3,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    // A half-open connection would hold a slot of the queue, or the way out, for ever.
    stream: isPlainConnection(databaseUrl) ? () => endWhenUnanswered(new Socket(), DATABASE_ANSWER_MS) : undefined,
  });
  // Without these two a Postgres restart crashes the process.
  pgPool.on("error", (error) => log.warn({ err: error }, "queue connection lost"));
  pgPool.on("connect", (client) => client.on("error", (error) => log.warn({ err: error }, "queue connection failed")));
  const events = new EventEmitter() as WorkerEvents;
  let poolId: string | null = null;
  events.on("pool:create", ({ workerPool }) => {
    poolId = workerPool.id;
  });
  let runner: Runner;
  try {
    runner = await run({
      pgPool,
      events,
      taskList: tasks,
      concurrency,
      pollInterval: POLL_MS,
      noHandleSignals: true,
      parsedCronItems: [],
      logger: queueLogger(log),
      // With the defaults a job that ends during stop() keeps its lock: the pool closes before the row is written.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
  } catch (error) {
    await pgPool.end();
    throw error;
  }
  const ended = runner.promise
    .catch((error: unknown) => log.error({ err: error }, "the queue runner ended"))
    .then(() => pgPool.end().catch(() => {}));
  return {
    get poolId() {
      return poolId;
    },
    ended,
    stop: async () => {
      await runner.stop().catch(() => {});
      await ended;
    },
  };
}

function queueLogger(log: Log): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    if (level === "error") log.error({ part: "queue" }, message);
    else if (level === "warning") log.warn({ part: "queue" }, message);
    else log.debug({ part: "queue" }, message);
  });
}

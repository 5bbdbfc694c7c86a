import { EventEmitter } from "node:events";
import { Socket } from "node:net";
import { endWhenUnanswered, isPlainConnection } from "@pumpd/db";
import { Logger as QueueLogger, type Runner, run, type Task, type TaskList, type WorkerEvents } from "graphile-worker";
import { Pool } from "pg";
import type { Log } from "./log.ts";

export type QueueRunnerOptions = {
  databaseUrl: string;
  concurrency: number;
  tasks: TaskList;
  log: Log;
  /** milliseconds; other than the default only in tests */
  lookMs?: number;
};

export type QueueRunner = {
  poolId: string | null;
  /** Resolves when it has stopped, whoever stopped it, or was given up because it fell silent. Never rejects. */
  ended: Promise<void>;
  /** No new jobs from now on; resolves when those under way have returned. */
  stop: () => Promise<void>;
};

/** A job that was woken but whose wake-up got lost is found by polling. */
const POLL_MS = 2_000;
/** A connection that leaves a question unanswered for so long is given up; below what a transaction is waited for. */
export const DATABASE_ANSWER_MS = 12_000;

/** How often we look whether the queue still asks for jobs, and after how many looks in vain it is given up. */
const LOOK_MS = 5_000;
const LOOKS_IN_VAIN = 6;
/** The same once it is on its way out and runs nothing any more. */
const LOOKS_WHILE_LEAVING = 2;

/** Graphile Worker with what we rely on and nothing else: its retries, queues, batches and signal handlers stay off. */
export async function startQueueRunner({
  databaseUrl,
  concurrency,
  tasks,
  log,
  lookMs = LOOK_MS,
}: QueueRunnerOptions): Promise<QueueRunner> {
  const sockets = new Set<Socket>();
  const openSocket = () => {
    const socket = endWhenUnanswered(new Socket(), DATABASE_ANSWER_MS);
    sockets.add(socket.once("close", () => sockets.delete(socket)));
    return socket;
  };
  const pgPool = new Pool({
    connectionString: databaseUrl,
    application_name: "pumpd worker queue",
    max: concurrency + 3,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    // A half-open connection would hold a slot of the queue, or the way out, for ever.
    stream: isPlainConnection(databaseUrl) ? openSocket : undefined,
  });
  // Without these two a Postgres restart crashes the process.
  pgPool.on("error", (error) => log.warn({ err: error }, "queue connection lost"));
  pgPool.on("connect", (client) => client.on("error", (error) => log.warn({ err: error }, "queue connection failed")));
  const events = new EventEmitter() as WorkerEvents;
  let poolId: string | null = null;
  events.on("pool:create", ({ workerPool }) => {
    poolId = workerPool.id;
  });
  const pulse = new Pulse(events, { concurrency, lookMs });
  let runner: Runner;
  try {
    runner = await run({
      pgPool,
      events,
      taskList: pulse.around(tasks),
      concurrency,
      pollInterval: POLL_MS,
      noHandleSignals: true,
      parsedCronItems: [],
      logger: queueLogger(log),
      // With the defaults a job that ends during stop() keeps its lock: the pool closes before the row is written.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
  } catch (error) {
    pulse.stop();
    await pgPool.end();
    throw error;
  }
  const over = runner.promise
    .catch((error: unknown) => log.error({ err: error }, "the queue runner ended"))
    .then(() => pgPool.end().catch(() => {}));
  const givenUp = pulse.lost.then(() => {
    log.error("the queue asks for no jobs any more; given up");
    void runner.stop().catch(() => {});
    for (const socket of sockets) socket.destroy();
  });
  const ended = Promise.race([over, givenUp]).finally(() => pulse.stop());
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

/**
 * Whether the queue is alive, by what it does: each free slot asks for a job every `POLL_MS`. After an outage at the wrong
 * moment Graphile's runner can hang between shutting down and ended, taking nothing and telling nobody.
 */
class Pulse {
  readonly lost: Promise<void>;
  #running = 0;
  #hasAsked = false;
  #isLeaving = false;
  #inVain = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(events: WorkerEvents, { concurrency, lookMs }: { concurrency: number; lookMs: number }) {
    const asked = () => {
      this.#hasAsked = true;
    };
    events.on("worker:getJob:empty", asked);
    events.on("job:start", asked);
    events.on("pool:gracefulShutdown", () => {
      this.#isLeaving = true;
    });
    const lost = Promise.withResolvers<void>();
    this.lost = lost.promise;
    // Looks are counted, not time: a process that was frozen for a minute has missed none.
    this.#timer = setInterval(() => {
      const shouldAsk = this.#running < (this.#isLeaving ? 1 : concurrency);
      this.#inVain = shouldAsk && !this.#hasAsked ? this.#inVain + 1 : 0;
      this.#hasAsked = false;
      if (this.#inVain >= (this.#isLeaving ? LOOKS_WHILE_LEAVING : LOOKS_IN_VAIN)) lost.resolve();
    }, lookMs);
  }

  /** The same tasks, counted while they run: a slot that is busy asks for nothing. */
  around(tasks: TaskList): TaskList {
    return Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        async (...args: Parameters<Task>) => {
          this.#running += 1;
          try {
            return await task?.(...args);
          } finally {
            this.#running -= 1;
          }
        },
      ]),
    );
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

function queueLogger(log: Log): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    if (level === "error") log.error({ part: "queue" }, message);
    else if (level === "warning") log.warn({ part: "queue" }, message);
    else log.debug({ part: "queue" }, message);
  });
}

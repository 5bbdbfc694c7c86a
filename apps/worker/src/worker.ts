import { mkdir } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { ChromiumMissing } from "@pumpd/automations/browser";
import { type Crashpoint, reapLeftovers } from "@pumpd/automations/runner";
import { connect, type Database, disconnect } from "@pumpd/db";
import type { By } from "@pumpd/domain";
import { evaluateAlerts } from "@pumpd/domain/alerts";
import { type ArtifactStore, openArtifactStore } from "@pumpd/domain/artifacts";
import { advanceBulkActions } from "@pumpd/domain/bulk";
import { noteHostLook, sendCanaries, takeHostsToLookAt } from "@pumpd/domain/holds";
import { answered, JOB_CHANNEL, type JobRegistry, reconcile } from "@pumpd/domain/jobs";
import { Metrics, readQueueMetrics } from "@pumpd/domain/metrics";
import { eraseDeleted, makeExports } from "@pumpd/domain/organisations";
import { isNight, retain } from "@pumpd/domain/retention";
import { beatWorker, notePortalAnswer, registerWorker, stopWorker } from "@pumpd/domain/workers";
import { bootMark, isDeadMark } from "./boot-mark.ts";
import { crashAt } from "./crash-at.ts";
import type { WorkerEnv } from "./env.ts";
import { type HealthServer, startHealthServer } from "./health-server.ts";
import { Heart } from "./heart.ts";
import { createTasks, type JobTasks } from "./job-tasks.ts";
import type { Log } from "./log.ts";
import { lookAtPortal } from "./look-at-portal.ts";
import { isUrlAllowed } from "./portal-hosts.ts";
import { DATABASE_ANSWER_MS, type QueueRunner, startQueueRunner } from "./queue-runner.ts";
import type { RunJob } from "./run-attempt.ts";
import { sendAlerts } from "./send-alerts.ts";
import { sendWebhooks } from "./send-webhooks.ts";

export type WorkerOptions = {
  env: WorkerEnv;
  registry: JobRegistry;
  /** how to run a job; given where browsers may keep their things */
  run: (place: { tempRoot: string; mark: string; probeAfterSentMs: number }) => RunJob;
  /** Throws with one sentence when there is nothing to run flows with. */
  assertCanRun: () => Promise<unknown>;
  log: Log;
  version: string;
  /** tests: when old jobs are archived; by default when staff sleep */
  isNight?: (at: Date) => boolean;
  /** tests: called at each named place */
  onCrashpoint?: (name: Crashpoint) => void | Promise<void>;
};

export type RunningWorker = {
  id: string;
  port: number;
  metrics: Metrics;
  /** Stops taking jobs at once, hands running ones back at a step border, and resolves when all is over. False: not in time. */
  stop: () => Promise<boolean>;
};

const LOOK_AGAIN_MS = 5_000;
const BEAT_MS = 10_000;
/** A round on a connection that never answers must not be the last one. */
const ROUND_LIMIT_MS = 30_000;
const PORTAL_LOOK_MS = 30_000;
const BULK_MS = 1_000;
const ALERT_MS = 10_000;
const RETENTION_LOOK_MS = 60_000;
const EXPORT_LOOK_MS = 5_000;
/** A large organisation's archive takes its time. */
const EXPORT_LIMIT_MS = 60 * 60_000;
const CANARY_LOOK_MS = 60_000;
const DRAIN_LOOK_MS = 2_000;
const DRAINING = "A person has asked it to take no more jobs";
const WEBHOOK_LOOK_MS = 2_000;
const LONGEST_BEAT_MS = 30_000;

/** A worker process's whole life but its signals. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const worker = new Worker(options);
  await worker.start();
  return worker.handle();
}

class Worker {
  readonly #options: WorkerOptions;
  readonly #db: Database;
  readonly #heart: Heart;
  readonly #artifacts: ArtifactStore;
  readonly #metrics = new Metrics();
  readonly #stopping = new AbortController();
  readonly #loops: Promise<void>[] = [];
  #log: Log;
  #id = "";
  #queue: QueueRunner | undefined;
  #tasks: JobTasks | undefined;
  #health: HealthServer | undefined;
  #notTaking: string | null = "It is starting";
  #isDraining = false;
  #beatenAtMs = performance.now();

  constructor(options: WorkerOptions) {
    const { env, log } = options;
    this.#options = options;
    this.#log = log;
    this.#db = connect(env.databaseUrl, {
      applicationName: "pumpd worker",
      max: env.concurrency * 2 + 2,
      statementTimeoutMs: DATABASE_ANSWER_MS - 2_000,
      // Also what lets go of the reconciler's lock when this process is frozen in the middle of a round.
      answerMs: DATABASE_ANSWER_MS,
    });
    this.#artifacts = openArtifactStore(env.artifacts);
    this.#heart = new Heart({ databaseUrl: env.databaseUrl, ...env.timings, log });
  }

  async start(): Promise<void> {
    const { env, version } = this.#options;
    this.#health = await startHealthServer({
      port: env.port,
      host: env.listenHost,
      metrics: () => this.#readMetrics(),
      whyNotHealthy: () => this.#whyNotHealthy(),
      whyNotReady: () => this.#notTaking ?? this.#whyNotHealthy(),
    });
    await mkdir(env.tempRoot, { recursive: true, mode: 0o700 });
    const reaped = await reapLeftovers({ tempRoot: env.tempRoot, isOurs: isDeadMark });
    if (reaped.groups + reaped.dirs > 0) this.#log.warn(reaped, "removed what an earlier life left behind");
    this.#id = await this.#untilAnswered(() =>
      registerWorker(this.#db, { host: env.host, pid: process.pid, version, slots: env.concurrency }),
    );
    this.#log = this.#log.child({ worker: this.#id });
    this.#metrics.gauge("pumpd_jobs_running", () => this.#heart.running);
    this.#metrics.gauge("pumpd_process_memory_bytes", () => process.memoryUsage.rss());
    await this.#db.$client.listen(JOB_CHANNEL, (jobId) => this.#heart.knock(jobId));
    this.#loops.push(
      this.#every(BEAT_MS, () => this.#beat()),
      this.#every(env.timings.reconcileMs, () => this.#reconcile()),
      this.#every(BULK_MS, () => this.#advanceBulkActions()),
      this.#every(PORTAL_LOOK_MS, () => this.#lookAtPortal()),
      this.#every(WEBHOOK_LOOK_MS, () => this.#sendWebhooks()),
      this.#every(ALERT_MS, () => this.#evaluateAlerts()),
      this.#every(RETENTION_LOOK_MS, () => this.#retain()),
      this.#every(EXPORT_LOOK_MS, () => this.#makeExports(), EXPORT_LIMIT_MS),
      this.#every(EXPORT_LOOK_MS, () => this.#eraseDeleted()),
      this.#every(CANARY_LOOK_MS, () => this.#sendCanaries()),
      this.#every(env.timings.hostLookMs, () => this.#lookAtHeldHosts()),
      this.#takeJobs(),
    );
    this.#log.info({ port: this.#health.port, slots: env.concurrency }, "worker started");
  }

  handle(): RunningWorker {
    return {
      id: this.#id,
      port: this.#health?.port ?? 0,
      metrics: this.#metrics,
      stop: () => this.#stop(),
    };
  }

  #createTasks(): JobTasks {
    const { env, registry, run, onCrashpoint } = this.#options;
    const by: By = { kind: "worker", id: this.#id, name: `worker ${env.host}` };
    const mark = bootMark();
    return createTasks({
      db: this.#db,
      by,
      workerId: this.#id,
      registry,
      heart: this.#heart,
      artifacts: this.#artifacts,
      portalHosts: env.portalHosts,
      privateKeysDir: env.privateKeysDir,
      leaseMs: env.timings.leaseMs,
      pace: env.pace,
      run: run({ tempRoot: env.tempRoot, mark, probeAfterSentMs: env.timings.probeAfterSentMs }),
      onCrashpoint: onCrashpoint ?? crashAt(env.crashAt),
      metrics: this.#metrics,
      log: this.#log,
    });
  }

  /** Waits for a browser, runs the queue until it ends, and begins again: a lost queue or browser is not the end. */
  async #takeJobs(): Promise<void> {
    const { env } = this.#options;
    while (!this.#stopping.signal.aborted) {
      try {
        if (!(await this.#untilNotDraining())) return;
        await this.#options.assertCanRun();
        if (this.#stopping.signal.aborted) return;
        // Anew each time: those of a drained worker hand back whatever they are given.
        this.#tasks = this.#createTasks();
        const { tasks } = this.#tasks;
        const queue = await startQueueRunner({ ...env, tasks, log: this.#log });
        // Asked to stop while it was starting: `#stop` saw no queue then, so nobody else would end this one.
        if (this.#stopping.signal.aborted) return await queue.stop();
        this.#queue = queue;
        this.#notTaking = null;
        // The next beat is near, and this queue must not be left to itself because one was missed.
        await this.#beat().catch((error: unknown) => this.#log.warn({ err: error }, "a beat was missed"));
        const watch = this.#watchBrowser(queue);
        await queue.ended;
        clearInterval(watch);
      } catch (error) {
        this.#notTaking = error instanceof ChromiumMissing ? error.message : "The queue cannot be reached";
        this.#log.error({ err: error }, "not taking jobs");
      }
      this.#queue = undefined;
      if (this.#stopping.signal.aborted) return;
      this.#notTaking ??= "The queue ended; it starts again";
      await this.#beat().catch(() => {});
      await this.#pause(LOOK_AGAIN_MS);
    }
  }

  /** The browser may go away while we run; then jobs should wait and not be taken to fail. */
  #watchBrowser(queue: QueueRunner): NodeJS.Timeout {
    return setInterval(() => {
      this.#options.assertCanRun().catch((error: unknown) => {
        this.#notTaking = error instanceof Error ? error.message : String(error);
        void queue.stop();
      });
    }, LOOK_AGAIN_MS);
  }

  /** False when it is time to go instead. */
  async #untilNotDraining(): Promise<boolean> {
    while (this.#isDraining && !this.#stopping.signal.aborted) {
      this.#notTaking = DRAINING;
      await this.#pause(DRAIN_LOOK_MS);
      await this.#beat().catch(() => {});
    }
    return !this.#stopping.signal.aborted;
  }

  async #beat(): Promise<void> {
    const { isDraining } = await beatWorker(this.#db, {
      id: this.#id,
      running: this.#heart.running,
      notTaking: this.#notTaking,
      poolId: this.#queue?.poolId ?? null,
    });
    if (isDraining && !this.#isDraining) {
      this.#notTaking = DRAINING;
      this.#tasks?.handBack();
      void this.#queue?.stop();
    }
    this.#isDraining = isDraining;
    this.#beatenAtMs = performance.now();
  }

  async #lookAtPortal(): Promise<void> {
    const { portalUrl } = this.#options.env;
    const answerMs = portalUrl === null ? null : await lookAtPortal(portalUrl);
    if (answerMs !== null) await notePortalAnswer(this.#db, { id: this.#id, answerMs });
  }

  async #advanceBulkActions(): Promise<void> {
    const worked = await advanceBulkActions(this.#db);
    if (worked > 0) this.#metrics.count("pumpd_bulk_jobs_total", {}, worked);
  }

  async #lookAtHeldHosts(): Promise<void> {
    const { portalHosts, timings } = this.#options.env;
    // A little shorter than our round, so that a round that comes early is not skipped.
    const everyMs = timings.hostLookMs * 0.9;
    for (const { host, adminUrl } of await takeHostsToLookAt(this.#db, { everyMs })) {
      if (!isUrlAllowed(portalHosts, adminUrl)) continue;
      const isOpen = (await lookAtPortal(adminUrl)) !== null;
      this.#metrics.count("pumpd_held_host_looks_total", { answer: isOpen ? "open" : "closed" });
      await noteHostLook(this.#db, { host, isOpen, everyMs: timings.hostLookMs });
    }
  }

  async #sendCanaries(): Promise<void> {
    const { env, registry } = this.#options;
    const sent = await sendCanaries(this.#db, { registry, everyMs: env.canaryEveryMs });
    if (sent > 0) this.#metrics.count("pumpd_canaries_total", {}, sent);
  }

  async #reconcile(): Promise<void> {
    const { registry } = this.#options;
    const repairs = await reconcile(this.#db, { registry, random: Math.random });
    if (!repairs) return;
    for (const [what, count] of Object.entries(repairs)) this.#metrics.count("pumpd_repairs_total", { what }, count);
    if (Object.values(repairs).some((count) => count > 0)) this.#log.warn(repairs, "repaired");
  }

  async #evaluateAlerts(): Promise<void> {
    const { privateKeysDir, webhookPrivateHosts, mail } = this.#options.env;
    const evaluated = await evaluateAlerts(this.#db);
    if (evaluated) {
      this.#metrics.count("pumpd_alerts_fired_total", {}, evaluated.fired);
      this.#metrics.count("pumpd_alerts_resolved_total", {}, evaluated.resolved);
    }
    await sendAlerts({
      db: this.#db,
      mail,
      privateKeysDir,
      privateHosts: webhookPrivateHosts,
      metrics: this.#metrics,
      log: this.#log,
    });
  }

  /** At night, in batches; a round ends before it is missed and the next one goes on. */
  async #retain(): Promise<void> {
    if (!(this.#options.isNight ?? isNight)(new Date())) return;
    const kept = await retain(this.#db, {
      ...this.#options.env.retention,
      artifacts: this.#artifacts,
      limitMs: ROUND_LIMIT_MS / 2,
      signal: this.#stopping.signal,
    });
    if (!kept) return;
    this.#metrics.count("pumpd_retained_total", { what: "jobs" }, kept.jobs);
    this.#metrics.count("pumpd_retained_total", { what: "files" }, kept.files);
    if (kept.jobs + kept.files > 0) this.#log.info(kept, "archived");
  }

  async #makeExports(): Promise<void> {
    const onError = (error: unknown) => this.#log.error({ err: error }, "an export could not be made");
    const made = await makeExports(this.#db, { store: this.#artifacts, onError });
    if (made > 0) this.#metrics.count("pumpd_exports_total", {}, made);
  }

  async #eraseDeleted(): Promise<void> {
    const erased = await eraseDeleted(this.#db, { store: this.#artifacts, limitMs: ROUND_LIMIT_MS / 2 });
    if (erased > 0) this.#log.info({ erased }, "deleted organisations are gone");
  }

  async #sendWebhooks(): Promise<void> {
    const { privateKeysDir, webhookPrivateHosts } = this.#options.env;
    await sendWebhooks({
      db: this.#db,
      privateKeysDir,
      privateHosts: webhookPrivateHosts,
      metrics: this.#metrics,
      log: this.#log,
    });
  }

  /** The queue's numbers are everybody's and the same from each worker; without the database there are only our own. */
  async #readMetrics(): Promise<string> {
    const readings = await answered(readQueueMetrics(this.#db)).catch(() => []);
    return this.#metrics.toText(readings);
  }

  #whyNotHealthy(): string | null {
    if (performance.now() - this.#beatenAtMs > LONGEST_BEAT_MS) return "The database does not answer";
    if (this.#heart.silentMs > LONGEST_BEAT_MS) return "Leases cannot be renewed";
    return null;
  }

  async #stop(): Promise<boolean> {
    const { env } = this.#options;
    this.#notTaking = "It is going away";
    this.#stopping.abort();
    this.#tasks?.handBack();
    const over = this.#wind();
    const isInTime = await Promise.race([over.then(() => true), this.#limit(env.timings.drainMs)]);
    if (!isInTime) this.#log.error({ running: this.#heart.running }, "not drained in time");
    await stopWorker(this.#db, this.#id).catch(() => {});
    await Promise.all([this.#heart.stop(), disconnect(this.#db).catch(() => {}), this.#health?.close()]);
    this.#log.info({ isInTime }, "worker stopped");
    return isInTime;
  }

  async #wind(): Promise<void> {
    await Promise.all([this.#queue?.stop(), this.#beat().catch(() => {})]);
    await Promise.all(this.#loops);
  }

  #limit(ms: number): Promise<false> {
    return new Promise((resolve) => {
      setTimeout(() => resolve(false), ms).unref();
    });
  }

  async #every(ms: number, work: () => Promise<void>, limitMs = ROUND_LIMIT_MS): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await answered(work(), limitMs).catch((error: unknown) => this.#log.warn({ err: error }, "a round was missed"));
      await this.#pause(ms);
    }
  }

  async #pause(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }

  /** The database may start after us. */
  async #untilAnswered<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (this.#stopping.signal.aborted) throw error;
        this.#notTaking = "The database does not answer";
        this.#log.warn({ err: error }, "waiting for the database");
        await this.#pause(1_000);
      }
    }
  }
}

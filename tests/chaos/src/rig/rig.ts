import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { connect, type Database, disconnect, type OrgScope, withScope } from "@pumpd/db";
import { enqueueJob, isDatabaseAway, type JobRegistry } from "@pumpd/domain/jobs";
import { BY_TEST, createOrganisation, type TestOrganisation, testKeys } from "@pumpd/testing";
import { sql } from "drizzle-orm";
import { commitOf } from "../invariants/commit-of.ts";
import { type ChaosViolation, checkAll, type Departure, type PortalEffect } from "../invariants/index.ts";
import { openTcpProxy, type TcpProxy } from "../tcp-proxy.ts";
import { cloneDatabase, type RigDatabase } from "./databases.ts";
import { OWN_SESSIONS, readLeftovers } from "./leftovers.ts";
import { type Portal, startPortal } from "./portal.ts";
import { type Prepared, prepareJob } from "./prepare-job.ts";
import { until } from "./until.ts";
import { type CrashAt, NOTICE_MS, workerEnv } from "./worker-env.ts";
import { startWorkerProcess, WORKER_MAIN, type WorkerProcess } from "./worker-process.ts";

export type JobSeen = { id: string; status: string; failureCode: string | null; attempt: number };

export type RigJob = Prepared & {
  type: string;
  /** The request as a person makes it. Repeats itself while the database is away, as a person would. */
  enqueue: () => Promise<string>;
};

export type WorkerStart = {
  crashAt?: CrashAt;
  concurrency?: number;
  /** another program than the worker's own: a test job type, a part broken on purpose */
  file?: string;
  env?: Readonly<Record<string, string>>;
};

export type RigOptions = {
  directory: string;
  /** put a bad network between workers and database */
  isProxied?: boolean;
  openDatabase?: (directory: string) => Promise<RigDatabase>;
  /** what every worker of this rig is started with, unless its own start says otherwise */
  worker?: WorkerStart;
  registry?: JobRegistry;
};

const ENQUEUE_MS = 60_000;
/** Longer than a step limit, the lease behind it and the longest ordinary back-off. */
const STILL_MS = 150_000;

/** One world of its own: database, portal, machine's corner, and workers that may be hurt. */
export class Rig {
  readonly directory: string;
  readonly tempRoot: string;
  readonly database: RigDatabase;
  readonly owner: Database;
  readonly web: Database;
  readonly portal: Portal;
  readonly proxy: TcpProxy | undefined;
  readonly accepted: string[] = [];
  readonly departures: Departure[] = [];
  readonly workers: WorkerProcess[] = [];
  readonly #organisation: TestOrganisation;
  readonly #privateKeysDir: string;
  readonly #options: RigOptions;
  readonly #secrets: string[] = [];
  /** changes at the portal that only set a scene */
  readonly #sceneRequests = new Set<number>();

  private constructor(parts: RigParts) {
    this.directory = parts.options.directory;
    this.tempRoot = join(this.directory, "tmp");
    this.database = parts.database;
    this.owner = parts.owner;
    this.web = parts.web;
    this.portal = parts.portal;
    this.proxy = parts.proxy;
    this.#organisation = parts.organisation;
    this.#privateKeysDir = parts.privateKeysDir;
    this.#options = parts.options;
    mkdirSync(this.tempRoot, { recursive: true });
    mkdirSync(this.#artifactsDir, { recursive: true });
  }

  static async open(options: RigOptions): Promise<Rig> {
    mkdirSync(options.directory, { recursive: true, mode: 0o711 });
    const [database, portal] = await Promise.all([
      (options.openDatabase ?? cloneDatabase)(options.directory),
      startPortal(options.directory),
    ]);
    const owner = connect(database.ownerUrl, { applicationName: `${OWN_SESSIONS} owner`, max: 4 });
    const web = connect(database.webUrl, { applicationName: `${OWN_SESSIONS} web`, max: 20 });
    const proxy = options.isProxied ? await openTcpProxy(database.port) : undefined;
    const organisation = await createOrganisation(owner, { adminUrl: portal.url });
    const { privateKeysDir } = await testKeys();
    // Otherwise the portal itself would refuse the second create, and a duplicate could not be seen.
    await portal.control.fault({ id: "sees-duplicates", kind: "subdomain-not-unique" });
    return new Rig({ options, database, owner, web, portal, proxy, organisation, privateKeysDir });
  }

  /** A restaurant with a portal account of its own, ready for this job; nothing is asked for yet. */
  async newJob(type = "register_restaurant"): Promise<RigJob> {
    const { scope } = this.#organisation;
    const prepared = await prepareJob({
      owner: this.owner,
      portal: this.portal,
      scope,
      artifactsDir: this.#artifactsDir,
      type,
    });
    this.#secrets.push(prepared.password);
    for (const { account, request } of await this.effects())
      if (account === prepared.login) this.#sceneRequests.add(request);
    return { ...prepared, type, enqueue: () => this.#enqueue(type, prepared) };
  }

  async #enqueue(type: string, { restaurantId, input }: Prepared): Promise<string> {
    let lastProblem: unknown;
    const enqueued = await until(ENQUEUE_MS, () =>
      withScope(this.web, this.#organisation.scope, (tx) =>
        enqueueJob(tx, { type, restaurantId, input, by: BY_TEST, registry: this.#options.registry }),
      ).catch((problem: unknown) => {
        // An answer that got lost is asked for again: the open job is the answer then.
        lastProblem = problem;
        if (!isDatabaseAway(problem)) throw problem;
        return undefined;
      }),
    );
    if (!enqueued) throw new Error("The request was not accepted in time.", { cause: lastProblem });
    this.accepted.push(enqueued.jobId);
    return enqueued.jobId;
  }

  startWorker(start: WorkerStart = {}): WorkerProcess {
    const { file = WORKER_MAIN, concurrency = 1, crashAt, env } = { ...this.#options.worker, ...start };
    const name = `worker-${this.workers.length + 1}`;
    const databaseUrl = new URL(this.database.workerUrl);
    if (this.proxy) databaseUrl.port = String(this.proxy.port);
    const worker = startWorkerProcess({
      name,
      file,
      logFile: join(this.directory, `${name}.log`),
      env: {
        ...workerEnv({
          databaseUrl: databaseUrl.toString(),
          privateKeysDir: this.#privateKeysDir,
          portalUrl: this.portal.url,
          artifactsDir: this.#artifactsDir,
          tempRoot: this.tempRoot,
          concurrency,
          crashAt,
        }),
        ...this.#options.worker?.env,
        ...env,
      },
    });
    this.workers.push(worker);
    return worker;
  }

  /** SIGTERM, remembered for I12 unless the worker was still starting: then it held nothing and may just die. */
  async depart(worker: WorkerProcess): Promise<void> {
    const { code, signal } = await worker.depart();
    if (signal === "SIGTERM" && !worker.log().includes("worker started")) return;
    this.departures.push({ pid: worker.pid, code, signal });
  }

  get scope(): OrgScope {
    return this.#organisation.scope;
  }

  get livingWorkers(): WorkerProcess[] {
    return this.workers.filter((worker) => !worker.hasExited);
  }

  async jobs(ids: readonly string[] = this.accepted): Promise<JobSeen[]> {
    const rows = await this.owner.execute<JobSeen>(sql`
      select id, status, failure_code as "failureCode", attempt from jobs where id = any(${sql.param(ids)}::uuid[])`);
    return [...rows];
  }

  /** The job once it is where `statuses` say, or undefined after the limit. */
  async untilJob(id: string, statuses: readonly string[], limitMs: number): Promise<JobSeen | undefined> {
    return await until(limitMs, async () => {
      const [job] = await this.jobs([id]).catch(() => []);
      return job && statuses.includes(job.status) ? job : undefined;
    });
  }

  /**
   * Everything accepted has ended or waits for a person. Waits as long as something still moves (on a busy machine that is
   * long), at most `limitMs`. False when it gave up; the checker says what is left.
   */
  async untilQuiet(limitMs: number): Promise<boolean> {
    let last = "";
    let movedAt = performance.now();
    const decided = await until(limitMs, async () => {
      const [now] = await this.owner
        .execute<{ open: number; moves: string }>(sql`
          select (select count(*)::int from jobs where status in ('pending', 'running')) as open,
            concat_ws(' ', (select max(id) from job_events), (select max(started_at) from job_steps),
              (select max(ended_at) from job_steps), (select max(sent_at) from effects)) as moves`)
        // Postgres itself may be what is being hurt.
        .catch(() => []);
      if (now && now.moves !== last) {
        last = now.moves;
        movedAt = performance.now();
      }
      if (now?.open === 0) return "quiet";
      return performance.now() - movedAt > STILL_MS && "still";
    });
    return decided === "quiet";
  }

  async effects(): Promise<PortalEffect[]> {
    const { effects, requests } = await this.portal.control.journal();
    const byNumber = new Map(requests.map((request) => [request.n, request]));
    const ours = effects.filter(({ request }) => !this.#sceneRequests.has(Number(request)));
    return ours.map(({ at, kind, account, restaurantId, request }) => {
      const from = byNumber.get(Number(request));
      return { at, kind, account, restaurantId, request: Number(request), commit: from ? commitOf(from) : null };
    });
  }

  /** Lets every worker go, looks at everything, and answers what is broken. */
  async judge(): Promise<ChaosViolation[]> {
    await this.portal.control.heal();
    if (this.proxy) Object.assign(this.proxy, { delayMs: 0, isRefusing: false });
    await Promise.all(this.livingWorkers.map((worker) => this.depart(worker)));
    await this.proxy?.close();
    const leftovers = await readLeftovers({ db: this.owner, tempRoot: this.tempRoot });
    return await checkAll({
      db: this.owner,
      accepted: this.accepted,
      effects: await this.effects(),
      leftovers,
      departures: this.departures,
      secrets: this.#secrets,
      files: [
        ...this.workers.map(({ name, logFile }) => ({ name, bytes: readFileSync(logFile) })),
        ...this.#artifacts(),
      ],
      noticeMs: NOTICE_MS,
    });
  }

  async close(): Promise<void> {
    for (const worker of this.livingWorkers) worker.signal("SIGKILL");
    await Promise.all(this.workers.map(({ exited }) => exited));
    await this.portal.stop();
    await this.proxy?.close();
    await Promise.all([disconnect(this.owner), disconnect(this.web)]);
    await this.database.close();
  }

  get #artifactsDir(): string {
    return join(this.directory, "artifacts");
  }

  #artifacts(): { name: string; bytes: Uint8Array }[] {
    return readdirSync(this.#artifactsDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => ({ name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }));
  }
}

type RigParts = {
  options: RigOptions;
  database: RigDatabase;
  owner: Database;
  web: Database;
  portal: Portal;
  proxy: TcpProxy | undefined;
  organisation: TestOrganisation;
  privateKeysDir: string;
};

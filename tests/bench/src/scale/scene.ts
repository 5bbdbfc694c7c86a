import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { connect, type Database, disconnect, type OrgScope, withScope } from "@pumpd/db";
import { enqueueJob, jobRegistry, makeRegistry } from "@pumpd/domain/jobs";
import { BY_TEST, createAccount, createOrganisation, testDatabase, testKeys } from "@pumpd/testing";
import { BROWSERLESS, browserless } from "@pumpd/testing/browserless";
import {
  type AttemptRun,
  createLog,
  type RunJob,
  type RunningWorker,
  type RunReport,
  readEnv,
  runInBrowser,
  startWorker,
} from "@pumpd/worker";

export const registry = makeRegistry([
  browserless,
  ...jobRegistry.types.flatMap((type) => jobRegistry.find(type) ?? []),
]);

export const DONE: RunReport = {
  ending: { kind: "finished", outcome: "success", result: { label: "done" }, summary: "done" },
  browser: { killed: false, killReason: null, overdueMs: 0, peakMemoryBytes: 0 },
};

/** @param inBrowser runs the job's own flow, as a worker does */
type SceneRun = (attempt: AttemptRun, inBrowser: RunJob) => Promise<RunReport>;

export type Scene = {
  owner: Database;
  web: Database;
  ownerUrl: string;
  workerUrl: string;
  startWorker: (run: SceneRun, portalUrl?: string) => Promise<RunningWorker>;
};

/** A database, and workers in this process with everything but flows being the product's own. */
export async function inScene<T>(work: (scene: Scene) => Promise<T>): Promise<T> {
  const database = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "pumpd-bench-"));
  const owner = connect(database.ownerUrl, { applicationName: "bench owner", max: 3 });
  const web = connect(database.webUrl, { applicationName: "bench web", max: 6 });
  const { privateKeysDir } = await testKeys();
  try {
    return await work({
      ...database,
      owner,
      web,
      startWorker: (run, portalUrl = "http://admin.simulator.localhost:4000") => {
        const env = readEnv({
          APP_ENV: "test",
          DATABASE_URL: database.workerUrl,
          WORKER_PORT: "0",
          PORTAL_URL: portalUrl,
          PORTAL_SPACING_MS: "0",
          PORTAL_USES_PER_MINUTE: "1000000",
          PRIVATE_KEYS_DIR: privateKeysDir,
          ARTIFACTS_DIR: join(dataDir, "artifacts"),
          WORKER_TEMP_DIR: join(dataDir, "browsers"),
        });
        return startWorker({
          env,
          registry,
          run: (place) => {
            const inBrowser = runInBrowser(place);
            return (attempt) => run(attempt, inBrowser);
          },
          assertCanRun: () => Promise.resolve(),
          log: createLog("silent"),
          version: "bench",
          // The archive bench archives by itself, at any hour, and only one may.
          isNight: () => false,
        });
      },
    });
  } finally {
    await Promise.all([disconnect(owner), disconnect(web)]);
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

export type Place = { scope: OrgScope; restaurantId: string };

/** An organisation with so many restaurants, spread over so many portal accounts. */
export async function openPlaces(
  { owner }: Scene,
  { places, accounts, adminUrl }: { places: number; accounts: number; adminUrl?: string },
): Promise<Place[]> {
  const { scope } = await createOrganisation(owner, { adminUrl: adminUrl ?? "http://admin.simulator.localhost:4000" });
  // A flood is more than an organisation may have waiting.
  await owner.$client`update organisations set max_waiting_jobs = 1000000 where id = ${scope.organisationId}`;
  for (let made = 0; made < accounts; made += 1) await createAccount(owner, { scope });
  const rows = await owner.$client<{ id: string }[]>`
    with numbered as (
      select id, row_number() over (order by id) as n from portal_accounts where organisation_id = ${scope.organisationId})
    insert into restaurants (organisation_id, name, name_key, subdomain, account_id)
    select ${scope.organisationId}, 'Place ' || p, 'place ' || p, 'place-' || p, (select a.id from numbered a where a.n = 1 + p % ${accounts}::int)
    from generate_series(1, ${places}::int) p returning id`;
  await owner.$client`analyze restaurants, portal_accounts`;
  return rows.map(({ id: restaurantId }) => ({ scope, restaurantId }));
}

export async function ask({ web }: Scene, { scope, restaurantId }: Place, type = BROWSERLESS): Promise<string> {
  const { jobId } = await withScope(web, scope, (tx) => enqueueJob(tx, { type, restaurantId, by: BY_TEST, registry }));
  return jobId;
}

/** How long each took, in milliseconds. */
export async function timed<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const item of items) {
    const at = performance.now();
    await work(item);
    times.push(performance.now() - at);
  }
  return times;
}

export async function until(look: () => Promise<boolean>, everyMs = 200): Promise<void> {
  while (!(await look())) await pause(everyMs);
}

export async function count({ owner }: Scene, status: string): Promise<number> {
  const [row] = await owner.$client<{ n: number }[]>`select count(*)::int as n from jobs where status = ${status}`;
  return row?.n ?? 0;
}

import { randomUUID } from "node:crypto";
import { type ScopedTx, withScope } from "@pumpd/db";
import { addChannel, testChannel } from "@pumpd/domain/alerts";
import { startBulkAction } from "@pumpd/domain/bulk";
import { METRICS } from "@pumpd/domain/metrics";
import { askForExport } from "@pumpd/domain/organisations";
import { NO_PRIVATE_HOSTS } from "@pumpd/domain/outgoing";
import { readSealingKey } from "@pumpd/domain/vault";
import { createWebhook } from "@pumpd/domain/webhooks";
import { failure } from "@pumpd/model";
import { BY_TEST, createOrganisation, testKeys } from "@pumpd/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AttemptRun, RunReport } from "../src/run-attempt.ts";
import type { RunningWorker } from "../src/worker.ts";
import { BROWSERLESS, SUCCESS } from "./job-types.ts";
import { enqueue, openScene, openShop, type Scene, startHere, until } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

/** What only the admin counts; its test stands beside it. */
const OF_WEB = ["pumpd_web_requests_total", "pumpd_web_request_seconds"];

const KILLED: RunReport = {
  ...SUCCESS,
  browser: { killed: true, killReason: "STALLED", overdueMs: 0, peakMemoryBytes: 300_000_000 },
};
const CLOSED: RunReport = {
  ...SUCCESS,
  ending: { kind: "failed", failure: failure("THROTTLED", { retryAfterMs: 60_000 }), changed: false },
};

/** The metrics that stand at more than nothing. */
async function readMoved({ port }: RunningWorker): Promise<string[]> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const series = [...text.matchAll(/^(pumpd_[a-z_]+?)(?:_count|_sum|_bucket)?(?:\{.*\})? ([\d.e+-]+)$/gm)];
  return series.flatMap(([, name = "", value]) => (Number(value) > 0 ? [name] : []));
}

/** A success to look at again, written by hand, and its type's time has come. */
async function givenCanaryDue(): Promise<void> {
  const shop = await openShop(scene);
  const { jobId } = await enqueue(scene, shop);
  const { owner } = scene;
  await owner.$client`update jobs set status = 'completed', outcome = 'success', result = '{}', completed_at = now() where id = ${jobId}`;
  await owner.$client`update portal_accounts set state = 'works' where id = ${shop.account.id}`;
  await owner.$client`insert into circuits (scope, key, next_look_at) values ('job_type', ${BROWSERLESS}, now())`;
}

/** Something for each of the rounds that are not about running jobs. */
async function givenWorkBeside(): Promise<void> {
  const { owner, scope } = scene;
  const inScope = <T>(work: (tx: ScopedTx) => Promise<T>) => withScope(scene.web, scope, work);
  const sealingKey = await readSealingKey((await testKeys()).publicKeyFile);
  const outgoing = { by: { ...BY_TEST, id: randomUUID() }, sealingKey, privateHosts: NO_PRIVATE_HOSTS };
  const url = "https://hooks.invalid/in";
  await inScope((tx) => createWebhook(tx, { ...outgoing, url, events: ["job.completed"] }));
  const channel = await inScope((tx) => addChannel(tx, { ...outgoing, kind: "email", address: "ops@people.example" }));
  await inScope((tx) => testChannel(tx, { by: BY_TEST, id: channel.id }));
  await inScope((tx) => askForExport(tx, { by: BY_TEST }));
  const { jobId } = await enqueue(scene, await openShop(scene));
  await inScope((tx) => startBulkAction(tx, { by: BY_TEST, verb: "cancel", what: { ids: [jobId] } }));
  await owner.$client`insert into artifacts (organisation_id, kind, storage_key, content_type, size, sha256, expires_at)
    values (${scope.organisationId}, 'step', 'old.png', 'image/png', 1, 'x', now() - interval '1 day')`;
  await owner.$client`insert into holds (scope, key, kind, reason, until, created_by)
    values ('host', 'elsewhere.simulator.localhost:4000', 'maintenance', 'MAINTENANCE', now() + interval '1 hour', 'test')`;
  await owner.$client`insert into circuits (scope, key) values ('host', 'elsewhere.simulator.localhost:4000')`;
  await createOrganisation(owner, { adminUrl: "http://elsewhere.simulator.localhost:4000" });
}

test("every metric of a worker moves by what it is named for", async () => {
  const shop = await openShop(scene);
  const neighbour = await openShop(scene, { account: shop.account });
  const unwoken = await openShop(scene);
  await givenCanaryDue();
  await givenWorkBeside();
  const { jobId: late } = await enqueue(scene, shop);
  await enqueue(scene, neighbour);
  const { jobId: lost } = await enqueue(scene, unwoken);
  await scene.owner.$client`delete from graphile_worker._private_jobs where key like ${`job:${lost}:%`}`;
  await scene.owner
    .$client`update jobs set created_at = now() - interval '1 minute', due_at = now() where id = ${late}`;

  const mayEnd = Promise.withResolvers<void>();
  const reports: RunReport[] = [KILLED, { ...SUCCESS, ending: { kind: "fenced" } }, CLOSED];
  const run = async ({ ports }: AttemptRun): Promise<RunReport> => {
    await ports.store.stepBegan({ key: "work", n: 1, of: 1, kind: "read", title: "Work" });
    await mayEnd.promise;
    await ports.store.stepEnded({ key: "work", status: "done" });
    return reports.shift() ?? SUCCESS;
  };
  const worker = await startHere(scene, { run, options: { isNight: () => true }, env: { canaryEveryMs: 3_600_000 } });
  const missing = new Set(Object.keys(METRICS).filter((name) => !OF_WEB.includes(name)));
  const look = async () => {
    for (const name of await readMoved(worker)) missing.delete(name);
    return missing;
  };
  try {
    // What is overdue is over only when its job has ended, so that is held until the alert was seen.
    await until(
      async () => !(await look()).has("pumpd_alerts_open") && !missing.has("pumpd_claims_refused_total"),
      60_000,
    );
    mayEnd.resolve();
    await until(async () => (await look()).size === 0, 90_000).catch(() => {});
    expect([...missing]).toEqual([]);
  } finally {
    mayEnd.resolve();
    await worker.stop();
  }
}, 240_000);

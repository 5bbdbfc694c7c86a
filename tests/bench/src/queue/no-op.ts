import { join } from "node:path";
import { read } from "@pumpd/automations/define";
import { type Database, withScope } from "@pumpd/db";
import { anyDefinition, enqueueJob, makeRegistry } from "@pumpd/domain/jobs";
import { BY_TEST, type TestOrganisation, testKeys } from "@pumpd/testing";
import { createLog, type RunJob, type RunningWorker, readEnv, startWorker } from "@pumpd/worker";
import { z } from "zod";
import type { Scene } from "../harness/scene.ts";

const definition = anyDefinition({
  type: "bench_no_op",
  version: 1,
  category: "restaurant",
  words: {
    title: "Do nothing",
    about: "Has no steps, so that what is measured is the engine.",
    button: () => "Do nothing",
    unknown: { button: "Do nothing", thing: "nothing" },
  },
  input: z.object({}),
  result: z.object({}),
  steps: { nothing: read("Nothing", { usualMs: 1 }) },
  limits: { runMs: 60_000, stepMs: 60_000, stallMs: 60_000 },
  maxRetries: 2,
  after: [],
  prefill: () => ({}),
  preflight: () => [],
  portalPlan: () => [],
  milestone: () => undefined,
  summary: () => "done",
  resultRows: () => [],
});

/** A job type that needs no browser and does nothing. */
export const NO_OP = definition.type;
const registry = makeRegistry([definition]);

export const doNothing: RunJob = () =>
  Promise.resolve({
    ending: { kind: "finished", outcome: "success", result: {}, summary: "done" },
    browser: { killed: false, killReason: null, overdueMs: 0, peakMemoryBytes: 0 },
  });

/** Answers the moment before its commit. */
export function enqueueNoOp(
  db: Database,
  { organisation, restaurantId }: { organisation: TestOrganisation; restaurantId: string },
): Promise<number> {
  return withScope(db, organisation.scope, async (tx) => {
    await enqueueJob(tx, { type: NO_OP, restaurantId, by: BY_TEST, registry });
    return performance.now();
  });
}

type StartNoOpWorker = { run?: RunJob; concurrency: number; databaseUrl?: string };

/** The product's worker in this process, with its own times; only the portal's pace is off, which spares a portal and no machine. */
export async function startNoOpWorker(
  { database, dataDir }: Scene,
  { run = doNothing, concurrency, databaseUrl = database.workerUrl }: StartNoOpWorker,
): Promise<RunningWorker> {
  const { privateKeysDir } = await testKeys();
  return startWorker({
    env: readEnv({
      DATABASE_URL: databaseUrl,
      WORKER_PORT: "0",
      WORKER_CONCURRENCY: String(concurrency),
      PORTAL_HOSTS: "admin.pumpd.example",
      PORTAL_SPACING_MS: "0",
      PORTAL_USES_PER_MINUTE: "1000000",
      PRIVATE_KEYS_DIR: privateKeysDir,
      ARTIFACTS_DIR: join(dataDir, "artifacts"),
      WORKER_TEMP_DIR: join(dataDir, "browsers"),
    }),
    registry,
    run: () => run,
    assertCanRun: () => Promise.resolve(),
    log: createLog("silent"),
    version: "bench",
  });
}

/** Waits until the queues of so many workers are listening. */
export async function untilListening({ owner }: Scene, workers: number): Promise<void> {
  for (;;) {
    const rows = await owner.$client`select from workers where pool_id is not null`;
    if (rows.length >= workers) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until so many jobs of the type have completed. */
export async function untilCompleted({ owner }: Scene, jobs: number): Promise<void> {
  for (;;) {
    const [row] = await owner.$client<{ done: number }[]>`
      select count(*)::int as done from jobs where type = ${NO_OP} and status = 'completed'`;
    if ((row?.done ?? 0) >= jobs) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

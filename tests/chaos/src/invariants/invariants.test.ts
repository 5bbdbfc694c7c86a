import { connect, type Database, disconnect, withScope } from "@pumpd/db";
import { claimJob, enqueueJob, finishAttempt, jobRegistry } from "@pumpd/domain/jobs";
import {
  BY_TEST,
  createAccount,
  createOrganisation,
  createRestaurant,
  emptyDatabase,
  type TestDatabase,
  type TestOrganisation,
  testDatabase,
  UNHURRIED,
} from "@pumpd/testing";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type ChaosLook, checkAll, type PortalEffect } from "./index.ts";

const UPSTREAM_ID = "RESabcdefghijklmnopqrstu";
let database: TestDatabase;
let owner: Database;
let worker: Database;
let organisation: TestOrganisation;

beforeAll(async () => {
  database = await testDatabase();
  owner = connect(database.ownerUrl, { applicationName: "test", max: 2 });
  worker = connect(database.workerUrl, { applicationName: "test", max: 2 });
});
afterAll(async () => {
  await Promise.all([disconnect(owner), disconnect(worker)]);
  await database.drop();
});
beforeEach(async () => {
  await emptyDatabase(owner);
  organisation = await createOrganisation(owner);
});

type Scene = { jobId: string; login: string; password: string; look: ChaosLook };

/** A registration that went well: the ledger sent it, the portal made it, the probe saw it. */
async function completedJob(): Promise<Scene> {
  const { scope } = organisation;
  const restaurant = await createRestaurant(owner, { scope });
  const { login, password } = await createAccount(owner, { scope, restaurantId: restaurant.id });
  const by = BY_TEST;
  const { jobId } = await withScope(owner, scope, (tx) =>
    enqueueJob(tx, { type: "register_restaurant", restaurantId: restaurant.id, by }),
  );
  const workerId = "01993f3e-0000-7000-8000-00000000feed";
  await claimJob(worker, { jobId, attempt: 1, workerId, by, registry: jobRegistry, leaseMs: 45_000, pace: UNHURRIED });
  await owner.execute(sql`delete from graphile_worker._private_jobs`);
  await owner.execute(sql`
    insert into effects (organisation_id, job_id, restaurant_id, step, commit, natural_key, repeat, state, attempt, epoch, sent_at, decided_at)
    select organisation_id, id, restaurant_id, 'create', 'restaurant.create', 'kereru', 'never', 'observed', 1, 1, clock_timestamp(), clock_timestamp()
    from jobs where id = ${jobId}`);
  const definition = jobRegistry.find("register_restaurant");
  if (!definition) throw new Error("the registry knows no registration");
  const readBack = { name: "n", address: "a", phone: "p", slotCount: 1, currency: "NZD", taxInPrices: true };
  const result = { upstreamId: UPSTREAM_ID, subdomain: "kereru", storeUrl: "https://kereru.pumpd.test", readBack };
  const ending = { kind: "finished", outcome: "success", result, summary: "kereru" } as const;
  await withScope(worker, scope, (tx) =>
    finishAttempt(tx, {
      jobId,
      attempt: 1,
      epoch: 1,
      mode: "run",
      inspection: null,
      ending,
      definition,
      by,
      random: 0.5,
    }),
  );
  const look: ChaosLook = {
    db: owner,
    accepted: [jobId],
    effects: [made(login)],
    leftovers: { processes: [], files: [], connections: [], advisoryLocks: 0 },
    departures: [{ pid: 7, code: 0, signal: null }],
    secrets: [password],
    files: [{ name: "worker.log", bytes: Buffer.from("signed in") }],
    noticeMs: 60_000,
  };
  return { jobId, login, password, look };
}

function made(account: string, about: Partial<PortalEffect> = {}): PortalEffect {
  return {
    at: new Date(Date.now() + 20).toISOString(),
    kind: "restaurant.create",
    account,
    restaurantId: UPSTREAM_ID,
    request: 1,
    commit: "restaurant.create",
    ...about,
  };
}

async function found(look: ChaosLook): Promise<string[]> {
  return (await checkAll(look)).map(({ invariant, counts }) => `${invariant} ${counts}`).sort();
}

test("a registration that went well breaks nothing", async () => {
  const { look } = await completedJob();
  await expect(checkAll(look)).resolves.toEqual([]);
});

test("I1: an accepted job without a row, and one that never ended, are lost", async () => {
  const { look, jobId } = await completedJob();
  await expect(found({ ...look, accepted: [jobId, "01993f3e-0000-7000-8000-00000000dead"] })).resolves.toEqual([
    "I1 lost",
  ]);
  await owner.execute(sql`update jobs set status = 'pending', completed_at = null where id = ${jobId}`);
  await expect(found(look)).resolves.toEqual(expect.arrayContaining(["I1 lost", "I7 lost"]));
});

test("I2: what the portal received twice is a duplicate, unless a person allowed one more", async () => {
  const { look, login, jobId } = await completedJob();
  const twice = { ...look, effects: [...look.effects, made(login, { request: 2, restaurantId: "RESother" })] };
  await expect(found(twice)).resolves.toEqual(["I2 duplicates"]);
  await owner.execute(sql`update effects set resubmit_allowed_by = 'Tama' where job_id = ${jobId}`);
  await expect(found(twice)).resolves.toEqual([]);
});

test("I3: a change at the portal before its sent row is found", async () => {
  const { look, login } = await completedJob();
  const early = made(login, { at: new Date(Date.now() - 60_000).toISOString() });
  await expect(found({ ...look, effects: [early] })).resolves.toEqual(["I3 other"]);
});

test("I4: completed without anything at the portal is a false completed", async () => {
  const { look } = await completedJob();
  await expect(found({ ...look, effects: [] })).resolves.toEqual(["I4 falseCompleted", "I4 falseCompleted"]);
});

test("I4: failed with something at the portal that the ledger denies is a false failed", async () => {
  const { look, jobId } = await completedJob();
  await owner.execute(sql`update effects set state = 'refused' where job_id = ${jobId}`);
  await owner.execute(sql`update jobs set status = 'failed' where id = ${jobId}`);
  await owner.execute(
    sql`update job_events set to_status = 'failed' where job_id = ${jobId} and to_status = 'completed'`,
  );
  await expect(found(look)).resolves.toEqual(["I4 falseFailed"]);
});

test("I4: failed with something sent and undecided is a false failed", async () => {
  const { look, jobId } = await completedJob();
  await owner.execute(sql`update effects set state = 'sent' where job_id = ${jobId}`);
  await owner.execute(sql`update jobs set status = 'failed' where id = ${jobId}`);
  await owner.execute(
    sql`update job_events set to_status = 'failed' where job_id = ${jobId} and to_status = 'completed'`,
  );
  await expect(found(look)).resolves.toEqual(["I4 falseFailed"]);
});

test("I8: processes, files, sessions and locks that stayed are leaks", async () => {
  const { look } = await completedJob();
  const leftovers = { processes: ["chromium"], files: ["/tmp/profile"], connections: ["worker"], advisoryLocks: 1 };
  await expect(found({ ...look, leftovers })).resolves.toEqual(Array.from({ length: 4 }, () => "I8 leaks"));
});

test("I9: a password in a log or a row is found, and not repeated in the finding", async () => {
  const { look, jobId, password } = await completedJob();
  const files = [{ name: "worker.log", bytes: Buffer.from(`typed ${Buffer.from(password).toString("base64")}`) }];
  await owner.execute(sql`
    insert into job_logs (organisation_id, job_id, attempt, level, text) select organisation_id, id, 1, 'info', ${`pw=${password}`} from jobs where id = ${jobId}`);
  const violations = await checkAll({ ...look, files });
  expect(violations.map(({ says }) => says).sort()).toEqual([
    "A portal password stands in public.job_logs.",
    "A portal password stands in worker.log.",
  ]);
  expect(JSON.stringify(violations)).not.toContain(password);
});

test("I12: a worker that was asked to go and crashed is found", async () => {
  const { look } = await completedJob();
  await expect(found({ ...look, departures: [{ pid: 7, code: null, signal: "SIGKILL" }] })).resolves.toEqual([
    "I12 other",
  ]);
});

test("what only our database knows is asked too", async () => {
  const { look, jobId } = await completedJob();
  await owner.execute(sql`update attempts set epoch = 0 where job_id = ${jobId}`);
  await owner.execute(sql`
    insert into attempts (organisation_id, job_id, number, trigger, status, epoch, worker_id, definition_version, lease_until, started_at, is_charged)
    select organisation_id, job_id, 2, trigger, 'running', 0, worker_id, 1, lease_until, ended_at + interval '1 s', false from attempts where job_id = ${jobId}`);
  await expect(found(look)).resolves.toEqual(expect.arrayContaining(["I5 other", "I6 other"]));
});

import { connect, type Database, disconnect, withScope } from "@pumpd/db";
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
import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { claimJob } from "../jobs/claim.ts";
import { enqueueJob } from "../jobs/enqueue.ts";
import { finishAttempt } from "../jobs/finish.ts";
import { jobRegistry } from "../jobs/job-registry.ts";
import { checkLedger, type InvariantId } from "./index.ts";

const WORKER = "01993f3e-0000-7000-8000-00000000feed";
let database: TestDatabase;
let owner: Database;
let worker: Database;
let organisation: TestOrganisation;

beforeAll(async () => {
  database = await testDatabase();
  owner = connect(database.ownerUrl, { applicationName: "test", max: 2 });
  worker = connect(database.workerUrl, { applicationName: "test", max: 2 });
  // What the walls of the database refuse by themselves has to be planted all the same.
  await owner.execute(sql`drop index jobs_running_restaurant`);
  await owner.execute(sql`drop index jobs_running_account`);
});
afterAll(async () => {
  await Promise.all([disconnect(owner), disconnect(worker)]);
  await database.drop();
});
beforeEach(async () => {
  await emptyDatabase(owner);
  organisation = await createOrganisation(owner);
});

async function pendingJob(): Promise<string> {
  const { scope } = organisation;
  const restaurant = await createRestaurant(owner, { scope });
  await createAccount(owner, { scope, restaurantId: restaurant.id });
  const { jobId } = await withScope(owner, scope, (tx) =>
    enqueueJob(tx, { type: "register_restaurant", restaurantId: restaurant.id, by: BY_TEST }),
  );
  return jobId;
}

async function runningJob(): Promise<string> {
  const jobId = await pendingJob();
  const claim = await claimJob(worker, {
    jobId,
    attempt: 1,
    workerId: WORKER,
    by: BY_TEST,
    registry: jobRegistry,
    leaseMs: 45_000,
    pace: UNHURRIED,
  });
  expect(claim.kind).toBe("claimed");
  // Graphile takes the row out of the way when its task returns.
  await owner.execute(sql`delete from graphile_worker._private_jobs where key = ${`job:${jobId}:1`}`);
  return jobId;
}

async function endedJob(): Promise<string> {
  const jobId = await runningJob();
  const definition = jobRegistry.find("register_restaurant");
  if (!definition) throw new Error("the registry knows no registration");
  const upstreamId = "RESabcdefghijklmnopqrstu";
  const readBack = { name: "n", address: "a", phone: "p", slotCount: 1, currency: "NZD", taxInPrices: true };
  const result = { upstreamId, subdomain: "kereru", storeUrl: "https://kereru.pumpd.test", readBack };
  const ending = { kind: "finished", outcome: "success", result, summary: "kereru" } as const;
  const ended = await withScope(worker, organisation.scope, (tx) =>
    finishAttempt(tx, {
      jobId,
      attempt: 1,
      epoch: 1,
      mode: "run",
      inspection: null,
      ending,
      definition,
      by: BY_TEST,
      random: 0.5,
    }),
  );
  expect(ended).toEqual({ isOurs: true, status: "completed" });
  return jobId;
}

async function effectOf(jobId: string, state: string): Promise<void> {
  await owner.execute(sql`
    insert into effects (organisation_id, job_id, restaurant_id, step, commit, natural_key, repeat, state, attempt, epoch, sent_at)
    select organisation_id, id, restaurant_id, 'create', 'restaurant.create', 'kereru', 'never', ${state}, 1, 1, clock_timestamp()
    from jobs where id = ${jobId}`);
}

async function broken(): Promise<InvariantId[]> {
  const found = await checkLedger({ db: owner, noticeMs: 60_000 });
  return [...new Set(found.map((violation) => violation.invariant))].sort();
}

test("jobs in every stage of an ordinary life break nothing", async () => {
  await createOrganisation(owner);
  await pendingJob();
  await runningJob();
  await endedJob();
  await expect(checkLedger({ db: owner, noticeMs: 60_000 })).resolves.toEqual([]);
});

type Planted = { says: string; on: () => Promise<string>; plant: (jobId: string) => SQL; breaks: InvariantId[] };

const planted: Planted[] = [
  {
    says: "a success that no attempt has seen",
    on: endedJob,
    plant: (id) => sql`update attempts set status = 'failed' where job_id = ${id}`,
    breaks: ["I4"],
  },
  {
    says: "two attempts of a job at once",
    on: endedJob,
    plant: (id) => sql`
      insert into attempts (organisation_id, job_id, number, trigger, status, epoch, worker_id, definition_version, lease_until, started_at, ended_at, is_charged)
      select organisation_id, job_id, 2, trigger, 'lost', 2, worker_id, 1, lease_until, started_at, ended_at + interval '1 s', false
      from attempts where job_id = ${id}`,
    breaks: ["I5", "I6"],
  },
  {
    says: "a later attempt with an older epoch",
    on: endedJob,
    plant: (id) => sql`
      insert into attempts (organisation_id, job_id, number, trigger, status, epoch, worker_id, definition_version, lease_until, started_at, ended_at, is_charged)
      select organisation_id, job_id, 2, trigger, 'handed_back', 1, worker_id, 1, lease_until, ended_at + interval '1 s', ended_at + interval '2 s', false
      from attempts where job_id = ${id}`,
    breaks: ["I5", "I6"],
  },
  {
    says: "a running job without a running attempt",
    on: runningJob,
    plant: (id) =>
      sql`update attempts set status = 'failed', ended_at = clock_timestamp(), is_charged = false where job_id = ${id}`,
    breaks: ["I5"],
  },
  {
    says: "a status that no event tells of",
    on: pendingJob,
    plant: (id) => sql`update jobs set status = 'needs_review' where id = ${id}`,
    breaks: ["I6", "I7"],
  },
  {
    says: "a pending job that nothing will wake",
    on: pendingJob,
    plant: () => sql`delete from graphile_worker._private_jobs`,
    breaks: ["I7"],
  },
  {
    says: "a spent wake-up",
    on: pendingJob,
    plant: () => sql`update graphile_worker._private_jobs set attempts = max_attempts`,
    breaks: ["I7"],
  },
  {
    says: "a wake-up of a job that is not there",
    on: endedJob,
    plant: () =>
      sql`select graphile_worker.add_job('register_restaurant', '{}'::json, max_attempts := 1, job_key := 'job:none:1')`,
    breaks: ["I7"],
  },
  {
    says: "a dead worker that nobody noticed",
    on: runningJob,
    plant: (id) => sql`
      update attempts set beat_at = clock_timestamp() - interval '2 min', lease_until = clock_timestamp() - interval '75 s' where job_id = ${id}`,
    breaks: ["I11"],
  },
  {
    says: "a hand-back that cost a try",
    on: endedJob,
    plant: (id) => sql`update attempts set status = 'handed_back' where job_id = ${id}`,
    breaks: ["I4", "I12"],
  },
];

test.each(planted)("$says is found", async ({ on, plant, breaks }) => {
  const jobId = await on();
  await expect(broken()).resolves.toEqual([]);
  await owner.execute(plant(jobId));
  await expect(broken()).resolves.toEqual([...breaks].sort());
});

test("an effect that an ended job left undecided is found", async () => {
  await effectOf(await endedJob(), "sent");
  const [violation] = await checkLedger({ db: owner, noticeMs: 60_000 });
  expect(violation).toMatchObject({ invariant: "I4", detail: { status: "completed", step: "create", state: "sent" } });
});

test("an illegal pair and a gap in history are found", async () => {
  const jobId = await endedJob();
  await owner.execute(sql`
    insert into job_events (organisation_id, job_id, kind, from_status, to_status, actor_kind, actor_id)
    select organisation_id, id, 'status', 'pending', 'completed', 'system', 'test' from jobs where id = ${jobId}`);
  const [violation] = await checkLedger({ db: owner, noticeMs: 60_000 });
  expect(violation).toMatchObject({ invariant: "I6", jobId, says: expect.stringContaining("leaves pending") });
});

test("a wall that was taken down is found", async () => {
  const other = await createOrganisation(owner);
  await createRestaurant(owner, { scope: other.scope });
  await pendingJob();
  await owner.execute(sql`alter table restaurants no force row level security`);
  await expect(broken()).resolves.toEqual(["I10"]);
  await owner.execute(sql`alter table restaurants disable row level security`);
  const found = await checkLedger({ db: owner, noticeMs: 60_000 });
  expect(found.map(({ says }) => says).join()).toContain("can read another's rows in restaurants");
  await owner.execute(sql`alter table restaurants enable row level security`);
  await owner.execute(sql`alter table restaurants force row level security`);
});

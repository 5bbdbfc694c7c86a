/** What an organisation may have and ask for, at every door that gives work to the workers or keeps files. */
import { randomUUID } from "node:crypto";
import { tables, withScope } from "@pumpd/db";
import { createApiKey } from "@pumpd/domain/api-keys";
import { createOrganisation, createRestaurant, type TestOrganisation } from "@pumpd/testing";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { handleUpload } from "../src/index.ts";
import { listPolicies } from "../src/list-policies.ts";
import { handleRest } from "../src/rest/index.ts";
import { appRouter } from "../src/router.ts";
import { POLICY_INPUTS } from "./policy-inputs.ts";
import { BASE_URL, call, openSetting, type Setting, signedIn, type Visitor } from "./setting.ts";

let setting: Setting;
let organisation: TestOrganisation;
let admin: Visitor;
let key: string;

beforeAll(async () => {
  setting = await openSetting({ limits: { enqueuesPerMinute: 3, uploadsPerHour: 4, enqueuesPerHour: 100_000 } });
  organisation = await createOrganisation(setting.owner);
  const by = { kind: "person", id: randomUUID(), name: "Ana" } as const;
  key = (await withScope(setting.owner, organisation.scope, (tx) => createApiKey(tx, { by, name: "Till" }))).key;
});
afterAll(() => setting.close());
afterEach(async () => {
  await allow({ maxWaitingJobs: 2_000, maxUploadBytes: 2 ** 31 });
  await setting.owner.delete(tables.rateLimits);
});

const allow = (limits: Partial<typeof tables.organisations.$inferInsert>) =>
  setting.owner.update(tables.organisations).set(limits).where(eq(tables.organisations.id, organisation.id));

/** Jobs that a worker could take up. */
async function countWaiting(): Promise<number> {
  const { jobs } = tables;
  return setting.owner.$count(jobs, sql`${jobs.organisationId} = ${organisation.id} and ${jobs.status} = 'pending'`);
}

const inputOf = (path: string) => POLICY_INPUTS[path]?.({ setting, organisation });

async function cancelledJob(): Promise<string> {
  return String((await inputOf("jobs.editAndRetry"))?.id);
}

async function undecidedJob(): Promise<string> {
  const id = String((await inputOf("jobs.cancel"))?.id);
  await setting.owner.update(tables.jobs).set({ status: "needs_review" }).where(eq(tables.jobs.id, id));
  return id;
}

/** Where the matrix's own input would find nothing to start. */
const STARTING_INPUTS: Record<string, () => Promise<Record<string, unknown> | undefined>> = {
  "jobs.retry": async () => ({ id: await cancelledJob(), how: "resume" }),
  "jobs.decide": async () => ({ id: await undecidedJob(), decision: "look_again" }),
};

const mutations = listPolicies(appRouter).filter(({ kind, policy }) => kind === "mutation" && "role" in policy);
/** Each makes a job wait for a worker, or asks one to make many. */
const STARTING = [
  "bulk.start",
  "jobs.checkDrift",
  "jobs.decide",
  "jobs.editAndRetry",
  "jobs.enqueue",
  "jobs.plan",
  "jobs.retry",
  "jobs.retryFailedItems",
];

describe("an organisation of which as many jobs wait as may", () => {
  const refused: string[] = [];

  test.each(mutations.map(({ path }) => path))("gets no further one by %s", async (path) => {
    admin = await signedIn(setting, { scope: organisation.scope, role: "admin" });
    const input = await (STARTING_INPUTS[path]?.() ?? inputOf(path));
    await allow({ maxWaitingJobs: 0 });
    const before = await countWaiting();
    const answer = await call(setting.services, { path, kind: "mutation", input, cookie: admin.cookie });
    expect(await countWaiting()).toBeLessThanOrEqual(before);
    if (answer.status !== 429) return;
    refused.push(path);
    expect(answer.error?.message).toMatch(/^0 jobs of your organisation wait already/);
    expect(answer.error?.data.appCode).toBe("TOO_MANY");
  });

  test("is told so by each call that would start one", () => {
    expect(refused.sort()).toEqual(STARTING.filter((path) => path !== "bulk.start"));
  });

  test("is told by the programs' door as a problem, and nothing is counted twice", async () => {
    const restaurantId = (await inputOf("jobs.enqueue"))?.restaurantId;
    const retried = await cancelledJob();
    await allow({ maxWaitingJobs: await countWaiting() });
    for (const [path, body] of [
      ["/jobs", { type: "register_restaurant", restaurantId }],
      [`/jobs/${retried}/retry`, {}],
    ] as const) {
      const response = await handleRest(
        setting.services,
        new Request(`${BASE_URL}/api/v1${path}`, {
          method: "POST",
          headers: { "x-api-key": key, "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      );
      expect([path, response.status, response.headers.get("content-type")]).toEqual([
        path,
        429,
        "application/problem+json",
      ]);
      expect(await response.json()).toMatchObject({ code: "TOO_MANY", detail: /wait already/ });
    }
  });

  test("reads it in the form before anything is pressed", async () => {
    const input = await inputOf("jobs.prepare");
    admin = await signedIn(setting, { scope: organisation.scope, role: "admin" });
    await allow({ maxWaitingJobs: 1 });
    const { data } = await call(setting.services, { path: "jobs.prepare", kind: "query", input, cookie: admin.cookie });
    expect(data).toMatchObject({
      isBlocked: true,
      checks: expect.arrayContaining([
        {
          level: "block",
          title: expect.stringMatching(/^1 job of your organisation wait/),
          detail: expect.any(String),
        },
      ]),
    });
  });

  test("still answers a second press with the job that is open", async () => {
    const input = await inputOf("jobs.enqueue");
    admin = await signedIn(setting, { scope: organisation.scope, role: "admin" });
    const ask = () => call(setting.services, { path: "jobs.enqueue", kind: "mutation", input, cookie: admin.cookie });
    const first = await ask();
    await allow({ maxWaitingJobs: 0 });
    expect((await ask()).data).toEqual({ ...(first.data as object), isNew: false });
  });
});

test.each(STARTING)("%s counts against how often one person may ask in a minute", async (path) => {
  const person = await signedIn(setting, { scope: organisation.scope, role: "operator" });
  const input = await (STARTING_INPUTS[path]?.() ?? inputOf(path));
  const ask = () => call(setting.services, { path, kind: "mutation", input, cookie: person.cookie });
  const statuses: number[] = [];
  for (let n = 0; n < 4; n += 1) statuses.push((await ask()).status);
  expect(statuses.indexOf(429)).toBe(3);
  const { error } = await ask();
  expect(error).toMatchObject({ message: /more than 3 in a minute\. Go on in/, data: { appCode: "TOO_MANY" } });
});

describe("uploaded files", () => {
  const upload = async (text: string) => {
    const { id } = await createRestaurant(setting.owner, { scope: organisation.scope });
    const person = await signedIn(setting, { scope: organisation.scope, role: "operator" });
    const query = new URLSearchParams({ restaurantId: id, kind: "code", name: "head.html" });
    const headers = { cookie: person.cookie, origin: BASE_URL };
    const request = new Request(`${BASE_URL}/api/files?${query}`, { method: "POST", body: text, headers });
    const response = await handleUpload(setting.services, request);
    return { status: response.status, headers: response.headers, body: await response.json() };
  };

  test("fill what the organisation may keep and no byte more, said at the file", async () => {
    await allow({ maxUploadBytes: 100 });
    expect((await upload("a".repeat(100))).status).toBe(201);
    const refused = await upload("b");
    expect([refused.status, refused.headers.get("content-type")]).toEqual([429, "application/problem+json"]);
    expect(refused.body).toMatchObject({ code: "TOO_MANY", fields: { file: /fill 1 of 1 MB.*was not stored/ } });
    await allow({ maxUploadBytes: 101 });
    expect((await upload("b")).status).toBe(201);
  });

  test("are so many in an hour, whatever becomes of them", async () => {
    for (let n = 0; n < 4; n += 1) expect((await upload("\0")).status).toBe(400);
    const refused = await upload("fine");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3_000);
    expect(refused.body).toMatchObject({ detail: /more than 4 in an hour/ });
  });

  test("count for one organisation alone, and web cannot raise what one may have", async () => {
    await expect(
      withScope(setting.services.db, organisation.scope, (tx) =>
        tx
          .update(tables.organisations)
          .set({ maxUploadBytes: 2 ** 40 })
          .execute(),
      ),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});

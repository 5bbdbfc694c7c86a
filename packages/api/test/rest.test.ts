import { randomUUID } from "node:crypto";
import { tables, withScope } from "@pumpd/db";
import { createAccount as seal, setPassword } from "@pumpd/domain/accounts";
import { createApiKey } from "@pumpd/domain/api-keys";
import { readSealingKey } from "@pumpd/domain/vault";
import type { ApiKeyScope } from "@pumpd/model";
import {
  createAccount,
  createKey,
  createOrganisation,
  createRestaurant,
  type TestOrganisation,
  testKeys,
} from "@pumpd/testing";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handleRest } from "../src/rest/index.ts";
import { jobStatusReadSchema } from "../src/rest/rest-schemas.ts";
import { ROUTES } from "../src/rest/routes.ts";
import { BASE_URL, openSetting, type Setting } from "./setting.ts";

let setting: Setting;
let organisation: TestOrganisation;
let key: string;
let foreignKey: string;

beforeAll(async () => {
  setting = await openSetting();
  organisation = await createOrganisation(setting.owner);
  key = await createKey(setting.owner, { scope: organisation.scope });
  foreignKey = await createKey(setting.owner, { scope: (await createOrganisation(setting.owner)).scope });
});
afterAll(() => setting.close());

const ABSENT = "01993f3e-0000-7000-8000-00000000dead";

type Sent = { method?: string; path: string; body?: unknown; key?: string; headers?: Record<string, string> };

async function send({ method = "GET", path, body, key: sentKey, headers = {} }: Sent) {
  const response = await handleRest(
    setting.services,
    new Request(`${BASE_URL}/api/v1${path}`, {
      method,
      headers: {
        ...(sentKey ? { "x-api-key": sentKey } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    }),
  );
  const answer = (await response.json()) as Record<string, unknown>;
  return { status: response.status, answer, headers: response.headers };
}

async function readyRestaurant(): Promise<string> {
  const { id } = await createRestaurant(setting.owner, { scope: organisation.scope });
  await createAccount(setting.owner, { scope: organisation.scope, restaurantId: id });
  return id;
}

const post = (body: unknown, sentKey = key) => send({ method: "POST", path: "/jobs", body, key: sentKey });

describe("POST /api/v1/jobs", () => {
  test("answers 202 with where to ask, and a second time with the same job", async () => {
    const restaurantId = await readyRestaurant();
    const first = await post({ type: "register_restaurant", restaurantId });
    expect(first.status).toBe(202);
    expect(first.answer).toEqual({
      jobId: expect.any(String),
      status: "pending",
      statusUrl: `${BASE_URL}/api/v1/jobs/${first.answer.jobId}/status`,
    });
    expect(first.headers.get("location")).toBe(first.answer.statusUrl);
    expect((await post({ type: "register_restaurant", restaurantId })).answer).toEqual(first.answer);
    const status = await send({ path: `/jobs/${first.answer.jobId}/status`, key });
    expect(status.status).toBe(200);
    expect(status.answer).toEqual({
      jobId: first.answer.jobId,
      status: "pending",
      outcome: null,
      startedAt: null,
      completedAt: null,
      durationMs: null,
      progress: { step: null, n: 0, of: 0, message: null },
      result: null,
      error: null,
    });
  });

  test("fills what the input leaves out from the restaurant, and takes what it says", async () => {
    const restaurantId = await readyRestaurant();
    const { answer } = await post({ type: "register_restaurant", restaurantId, input: { subdomain: "own-choice" } });
    const [job] = await setting.owner
      .select()
      .from(tables.jobs)
      .where(eq(tables.jobs.id, String(answer.jobId)));
    expect(job?.input).toMatchObject({ subdomain: "own-choice", address: "12 Cuba Street, Te Aro, Wellington 6011" });
    expect(job).toMatchObject({ createdByKind: "api_key", createdByName: "Test key" });
    const audit = await setting.owner
      .select()
      .from(tables.auditLog)
      .where(eq(tables.auditLog.targetId, String(answer.jobId)));
    expect(audit).toMatchObject([{ action: "job.enqueue", actorKind: "api_key" }]);
  });

  test("names the wrong fields as a problem", async () => {
    const restaurantId = await readyRestaurant();
    const { status, answer, headers } = await post({
      type: "register_restaurant",
      restaurantId,
      input: { subdomain: "a b" },
    });
    expect(status).toBe(400);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(answer).toMatchObject({ code: "INVALID_INPUT", status: 400, fields: { subdomain: expect.any(String) } });
    const shape = await post({ type: "register_restaurant", restaurantId: "seven", organisationId: organisation.id });
    expect(shape.answer).toMatchObject({ code: "INVALID_INPUT", fields: { restaurantId: expect.any(String) } });
  });

  test("answers an unknown type with 422 and the known ones", async () => {
    const { status, answer } = await post({ type: "make_coffee", restaurantId: await readyRestaurant() });
    expect(status).toBe(422);
    expect(answer.detail).toMatch(/make_coffee.*register_restaurant/);
  });

  test("says what must be done first", async () => {
    const { id } = await createRestaurant(setting.owner, { scope: organisation.scope });
    const { status, answer } = await post({ type: "register_restaurant", restaurantId: id });
    expect(status).toBe(412);
    expect(answer).toMatchObject({
      code: "BLOCKED",
      checks: expect.arrayContaining([expect.objectContaining({ level: "block" })]),
    });
  });

  test("answers another organisation as if the restaurant had never existed", async () => {
    const mine = { type: "register_restaurant", restaurantId: await readyRestaurant() };
    const foreign = await post(mine, foreignKey);
    const absent = await post({ ...mine, restaurantId: ABSENT });
    expect(foreign.status).toBe(404);
    expect({ ...foreign.answer, requestId: "" }).toEqual({ ...absent.answer, requestId: "" });
  });

  test.each([
    ["no JSON at all", "{", {}, 400],
    ["a form", "type=x", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["a body of 1.1 MB", JSON.stringify({ type: "x".repeat(1_100_000) }), {}, 413],
    ["a list", "[]", {}, 400],
  ])("refuses %s", async (_, body, headers, expected) => {
    const { status, answer } = await send({ method: "POST", path: "/jobs", body, key, headers });
    expect([status, answer.status]).toEqual([expected, expected]);
  });
});

describe("GET /api/v1/jobs/{id}/status", () => {
  test("tells a failure in words, and an end with its times and result", async () => {
    const restaurantId = await readyRestaurant();
    const { answer } = await post({ type: "register_restaurant", restaurantId });
    const id = String(answer.jobId);
    const change = (set: Record<string, unknown>) =>
      setting.owner.update(tables.jobs).set(set).where(eq(tables.jobs.id, id));
    await change({
      status: "failed",
      startedAt: new Date("2026-01-01T00:00:00Z"),
      completedAt: new Date("2026-01-01T00:00:04.250Z"),
      failure: { code: "SUBDOMAIN_TAKEN", class: "business", about: { subdomain: "sisters" } },
    });
    expect((await send({ path: `/jobs/${id}/status`, key })).answer).toMatchObject({
      status: "failed",
      durationMs: 4_250,
      completedAt: "2026-01-01T00:00:04.250Z",
      error: {
        code: "SUBDOMAIN_TAKEN",
        class: "business",
        message: "The store address “sisters” is taken. Choose another and run again.",
      },
    });
    await change({ status: "completed", outcome: "success", failure: null, result: { upstreamId: "RESabc" } });
    const done = await send({ path: `/jobs/${id}/status`, key });
    expect(done.answer).toMatchObject({
      status: "completed",
      outcome: "success",
      result: { upstreamId: "RESabc" },
      error: null,
    });
    expect(jobStatusReadSchema.parse(done.answer)).toEqual(done.answer);
  });

  test("answers foreign, absent and malformed ids alike", async () => {
    const { answer } = await post({ type: "register_restaurant", restaurantId: await readyRestaurant() });
    const asks = await Promise.all([
      send({ path: `/jobs/${answer.jobId}/status`, key: foreignKey }),
      send({ path: `/jobs/${ABSENT}/status`, key: foreignKey }),
      send({ path: "/jobs/not-an-id/status", key: foreignKey }),
    ]);
    for (const ask of asks) {
      expect(ask.status).toBe(404);
      expect({ ...ask.answer, requestId: "" }).toEqual({ ...asks[0]?.answer, requestId: "" });
    }
  });
});

describe("GET /api/v1/jobs", () => {
  test("pages through the organisation's jobs, by status, type and restaurant", async () => {
    const restaurantId = await readyRestaurant();
    const { answer } = await post({ type: "register_restaurant", restaurantId });
    const ours = await send({ path: `/jobs?restaurantId=${restaurantId}&status=pending&status=running`, key });
    expect(ours.status).toBe(200);
    expect(ours.answer).toMatchObject({
      jobs: [{ jobId: answer.jobId, type: "register_restaurant", status: "pending", statusUrl: answer.statusUrl }],
      nextCursor: null,
    });
    expect((await send({ path: `/jobs?restaurantId=${restaurantId}&status=failed`, key })).answer.jobs).toEqual([]);
    const [job] = await setting.owner
      .select()
      .from(tables.jobs)
      .where(eq(tables.jobs.id, String(answer.jobId)));
    const found = await send({ path: `/jobs?q=${job?.shortId}`, key });
    expect(found.answer.jobs).toMatchObject([{ jobId: answer.jobId }]);
    const first = await send({ path: "/jobs?limit=1", key });
    const next = await send({ path: `/jobs?limit=1&cursor=${first.answer.nextCursor}`, key });
    expect(next.answer.jobs).not.toEqual(first.answer.jobs);
    expect((await send({ path: "/jobs", key: foreignKey })).answer.jobs).toEqual([]);
  });

  test.each(["status=done", "limit=0", "limit=101", "cursor=yesterday", "organisationId=1", "restaurantId=7"])(
    "refuses ?%s",
    async (query) => {
      const { status, answer } = await send({ path: `/jobs?${query}`, key });
      expect([status, answer.code]).toEqual([400, "INVALID_INPUT"]);
    },
  );
});

describe("POST /api/v1/jobs/{id}/cancel and /retry", () => {
  test("stop a waiting job and run it again, each in the audit log", async () => {
    const { answer } = await post({ type: "register_restaurant", restaurantId: await readyRestaurant() });
    const act = (what: string, body?: unknown) =>
      send({ method: "POST", path: `/jobs/${answer.jobId}/${what}`, key, body });
    expect((await act("cancel")).answer).toMatchObject({ changed: true, status: "cancelled", message: /sent/i });
    expect((await act("cancel")).answer).toMatchObject({ changed: false, status: "cancelled" });
    expect((await act("retry", { how: "start_over" })).answer).toMatchObject({ changed: true, status: "pending" });
    expect((await act("retry", { how: "hope" })).answer).toMatchObject({ code: "INVALID_INPUT" });
    const audit = await setting.owner
      .select()
      .from(tables.auditLog)
      .where(eq(tables.auditLog.targetId, String(answer.jobId)));
    expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(["job.cancel", "job.retry"]));
  });

  test("answer foreign and absent ids alike", async () => {
    const { answer } = await post({ type: "register_restaurant", restaurantId: await readyRestaurant() });
    for (const what of ["cancel", "retry"]) {
      const [foreign, absent] = await Promise.all(
        [answer.jobId, ABSENT].map((id) => send({ method: "POST", path: `/jobs/${id}/${what}`, key: foreignKey })),
      );
      expect(foreign?.status).toBe(404);
      expect({ ...foreign?.answer, requestId: "" }).toEqual({ ...absent?.answer, requestId: "" });
    }
  });
});

test("GET /api/v1/job-types tells what can be asked for", async () => {
  const { status, answer } = await send({ path: "/job-types", key });
  expect(status).toBe(200);
  expect(answer.jobTypes).toContainEqual(
    expect.objectContaining({
      type: "register_restaurant",
      steps: expect.any(Array),
      requiredFields: expect.any(Array),
    }),
  );
});

describe("an Idempotency-Key", () => {
  const named = (body: unknown, name: string, sentKey = key) =>
    send({ method: "POST", path: "/jobs", body, key: sentKey, headers: { "idempotency-key": name } });

  test("makes a request count once, also when it is sent twice at the same moment", async () => {
    const body = { type: "register_restaurant", restaurantId: await readyRestaurant() };
    const [one, two] = await Promise.all([named(body, "order-1"), named(body, "order-1")]);
    expect(two.answer).toEqual(one.answer);
    const marks = [one, two].map(({ headers }) => headers.get("idempotency-replayed"));
    expect(marks.toSorted()).toEqual([null, "true"]);
    await send({ method: "POST", path: `/jobs/${one.answer.jobId}/cancel`, key });
    // Without the name this would be a new job, because the first has ended.
    const again = await named(body, "order-1");
    expect([again.status, again.answer.jobId, again.headers.get("location")]).toEqual([
      202,
      one.answer.jobId,
      one.answer.statusUrl,
    ]);
  });

  test("belongs to one key and one request", async () => {
    const body = { type: "register_restaurant", restaurantId: await readyRestaurant() };
    await named(body, "order-2");
    const other = await named({ ...body, input: { subdomain: "another" } }, "order-2");
    expect([other.status, other.answer.code]).toEqual([409, "CONFLICT"]);
    expect((await named(body, "order-2", foreignKey)).status).toBe(404);
    expect((await named(body, "with space")).status).toBe(400);
  });

  test("of a refused request stays free", async () => {
    const restaurantId = await readyRestaurant();
    const wrong = await named({ type: "register_restaurant", restaurantId, input: { subdomain: "a b" } }, "order-3");
    expect(wrong.status).toBe(400);
    expect((await named({ type: "register_restaurant", restaurantId }, "order-3")).status).toBe(202);
  });
});

describe("a key's limits", () => {
  const keyWith = (about: { scopes: readonly ApiKeyScope[]; daysToLive?: number }) =>
    withScope(setting.owner, organisation.scope, (tx) =>
      createApiKey(tx, { by: { kind: "person", id: randomUUID(), name: "Ana" }, name: "Till", ...about }),
    );

  test("are its scopes: one that may look may not act", async () => {
    const { key: looking } = await keyWith({ scopes: ["jobs:read"] });
    const { key: acting } = await keyWith({ scopes: ["jobs:run"] });
    expect((await send({ path: "/jobs", key: looking })).status).toBe(200);
    for (const path of ["/jobs", `/jobs/${ABSENT}/cancel`, `/jobs/${ABSENT}/retry`]) {
      const { status, answer } = await send({ method: "POST", path, key: looking, body: {} });
      expect([path, status, answer.code]).toEqual([path, 403, "FORBIDDEN"]);
    }
    expect((await send({ path: "/jobs", key: acting })).status).toBe(403);
  });

  test("are its days", async () => {
    const { id, key: short } = await keyWith({ scopes: ["jobs:read"], daysToLive: 30 });
    const [row] = await setting.owner.select().from(tables.apiKeys).where(eq(tables.apiKeys.id, id));
    const days = ((row?.expiresAt?.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)) / 86_400_000;
    expect(days).toBeCloseTo(30, 1);
    expect((await send({ path: "/jobs", key: short })).status).toBe(200);
  });

  test("are told with every answer, and one request too many is refused for a while", async () => {
    const tight = await openSetting({ limits: { requestsPerMinute: 2, enqueuesPerMinute: 1 } });
    try {
      const { scope } = await createOrganisation(tight.owner);
      const own = await createKey(tight.owner, { scope });
      const ask = (method: string, path: string, body?: unknown) =>
        handleRest(
          tight.services,
          new Request(`${BASE_URL}/api/v1${path}`, {
            method,
            headers: { "x-api-key": own, "content-type": "application/json" },
            body: body === undefined ? undefined : JSON.stringify(body),
          }),
        );
      const first = await ask("GET", "/jobs");
      expect(first.headers.get("ratelimit-limit")).toBe("2");
      expect(first.headers.get("ratelimit-remaining")).toBe("1");
      expect(Number(first.headers.get("ratelimit-reset"))).toBeLessThanOrEqual(60);
      expect((await ask("GET", `/jobs/${ABSENT}/status`)).headers.get("ratelimit-remaining")).toBe("0");
      const third = await ask("GET", "/jobs");
      expect(third.status).toBe(429);
      expect(third.headers.get("content-type")).toBe("application/problem+json");
      expect(third.headers.get("retry-after")).toBe(third.headers.get("ratelimit-reset"));
      // Another key of the same organisation has its own.
      const second = await createKey(tight.owner, { scope });
      const start = () =>
        handleRest(
          tight.services,
          new Request(`${BASE_URL}/api/v1/jobs`, {
            method: "POST",
            headers: { "x-api-key": second, "content-type": "application/json" },
            body: JSON.stringify({ type: "register_restaurant", restaurantId: ABSENT }),
          }),
        );
      expect((await start()).status).toBe(404);
      expect((await start()).status).toBe(429);
    } finally {
      await tight.close();
    }
  });
});

describe("the door for programs", () => {
  test("needs a key that counts: none, a wrong one, an expired and a revoked one get the same 401", async () => {
    const [expired, revoked] = await Promise.all([
      createKey(setting.owner, { scope: organisation.scope }),
      createKey(setting.owner, { scope: organisation.scope }),
    ]);
    const { apiKeys } = tables;
    const byPrefix = (sentKey: string) => eq(apiKeys.prefix, sentKey.slice(0, 11));
    await setting.owner.update(apiKeys).set({ expiresAt: sql`now() - interval '1 second'` }).where(byPrefix(expired));
    await setting.owner.update(apiKeys).set({ revokedAt: sql`now()` }).where(byPrefix(revoked));
    const answers = await Promise.all(
      [undefined, "nonsense", `pk_${"A".repeat(43)}`, expired, revoked, `${key}x`].map((sentKey) =>
        send({ path: `/jobs/${ABSENT}/status`, key: sentKey }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(401));
    expect(new Set(answers.map(({ answer }) => answer.detail)).size).toBe(1);
  });

  test("keeps no key: only a hash, and when it was last used", async () => {
    await send({ path: `/jobs/${ABSENT}/status`, key });
    const dump = await setting.owner.execute<{ text: string }>(sql`select api_keys::text as text from api_keys`);
    expect(dump.some(({ text }) => text.includes(key))).toBe(false);
    const used = await setting.owner
      .select()
      .from(tables.apiKeys)
      .where(eq(tables.apiKeys.prefix, key.slice(0, 11)));
    expect(used[0]?.lastUsedAt).toBeInstanceOf(Date);
  });

  test("does not take a session cookie for a key, and knows its methods and addresses", async () => {
    expect((await send({ method: "DELETE", path: "/jobs", key })).status).toBe(405);
    expect((await send({ path: "/restaurants", key })).status).toBe(404);
    expect((await send({ path: `/jobs/%E0%A4%A/status`, key })).status).toBe(404);
  });

  test("describes itself from the schemas that judge the requests", async () => {
    const { status, answer } = await send({ path: "/openapi.json" });
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      openapi: "3.1.0",
      paths: { "/api/v1/jobs": { post: {} }, "/api/v1/jobs/{id}/status": { get: {} } },
      components: {
        schemas: {
          JobPost: { required: ["type", "restaurantId"], additionalProperties: false },
          Input_register_restaurant: { properties: { openingHours: {}, subdomain: { maxLength: 63 } } },
        },
      },
    });
    const paths = answer.paths as Record<string, Record<string, unknown>>;
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(ROUTES.map(({ method, path: at }) => `${method} /api/v1${at}`).sort());
    // What is described is served: nothing answers 404 for its address or 405 for its method.
    for (const one of described) {
      const [method, path = ""] = one.split(" ");
      const at = path.replace("/api/v1", "").replace("{id}", ABSENT);
      expect([one, (await send({ method, path: at })).status]).toEqual([one, 401]);
    }
    const text = JSON.stringify(answer);
    for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
      expect(Object.keys((answer.components as { schemas: object }).schemas)).toContain(name);
  });
});

describe("a portal password", () => {
  test("that was sent in leaves no trace in any table", async () => {
    const canary = "Pōneke-canary-58c1f0";
    const { publicKeyFile } = await testKeys();
    const sealingKey = await readSealingKey(publicKeyFile);
    const by = { kind: "system", id: "test", name: "Test" } as const;
    await withScope(setting.services.db, organisation.scope, async (tx) => {
      const { id } = await seal(tx, { by, sealingKey, login: "canary@accounts.example", password: canary });
      await setPassword(tx, { by, sealingKey, id, password: `${canary}2` });
    });
    const names = await setting.owner.execute<{ name: string }>(
      sql`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_schema in ('public', 'auth', 'graphile_worker') and table_type = 'BASE TABLE'`,
    );
    const holding = async (text: string) => {
      // A row prints its bytes as hex.
      const hex = Buffer.from(text).toString("hex");
      const hits = await Promise.all(
        names.map(async ({ name }) => {
          const rows = await setting.owner.execute(
            sql`select 1 from ${sql.raw(name)} as row where row::text like ${`%${text}%`} or row::text like ${`%${hex}%`}`,
          );
          return rows.length > 0 ? [name] : [];
        }),
      );
      return hits.flat();
    };
    expect(await holding("canary@accounts.example")).toContain("public.portal_accounts");
    expect(await holding(canary)).toEqual([]);
  });
});

import { inspect } from "node:util";
import { connect, disconnect, tables, withScope } from "@pumpd/db";
import { createAccount, createOrganisation, createRestaurant, type TestOrganisation, testKeys } from "@pumpd/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCaller, createContext, createServices, type ErrorReport, handleTrpc } from "../src/index.ts";
import { BASE_URL, call, openSetting, type Setting, signedIn, signIn, type Visitor } from "./setting.ts";

let setting: Setting;
let organisation: TestOrganisation;
let operator: Visitor;

beforeAll(async () => {
  setting = await openSetting();
  organisation = await createOrganisation(setting.owner);
  operator = await signedIn(setting, { scope: organisation.scope, role: "operator" });
});
afterAll(() => setting.close());

const ask = (path: string, kind: "query" | "mutation", input: unknown, headers?: Record<string, string>) =>
  call(setting.services, { path, kind, input, cookie: operator.cookie, headers });

describe("an error", () => {
  test("names the fields that do not fit by dotted path", async () => {
    const evening = { open: "17:00", close: "17:00" };
    const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Saturday", "Sunday"].map((day) => [day, []]);
    const openingHours = { ...Object.fromEntries(days), Friday: [evening] };
    const { status, error } = await ask("restaurants.create", "mutation", { name: "  ", openingHours });
    expect(status).toBe(400);
    expect(error?.data).toMatchObject({
      appCode: "INVALID_INPUT",
      fields: { name: "Name is empty", "openingHours.Friday.0.close": "Opens and closes at the same time" },
    });
  });

  test("refuses keys that were not asked for", async () => {
    const input = { name: "Tūī", organisationId: organisation.id };
    expect((await ask("restaurants.create", "mutation", input)).error?.data).toMatchObject({
      appCode: "INVALID_INPUT",
    });
  });

  test("carries a request number, no stack, and is stored by nobody on the way", async () => {
    const answer = await ask("restaurants.read", "query", { id: "01993f3e-0000-7000-8000-00000000dead" });
    expect(answer.status).toBe(404);
    expect(answer.error).toEqual({
      code: -32004,
      message: "We have no restaurant at this address.",
      data: {
        code: "NOT_FOUND",
        httpStatus: 404,
        appCode: "NOT_FOUND",
        fields: {},
        checks: [],
        path: "restaurants.read",
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("of an unknown job type is a 422, and of a blocked request brings the list", async () => {
    const { id } = await createRestaurant(setting.owner, { scope: organisation.scope });
    const unknown = await ask("jobs.enqueue", "mutation", { type: "make_coffee", restaurantId: id });
    expect([unknown.status, unknown.error?.data.appCode]).toEqual([422, "UNKNOWN_TYPE"]);
    const blocked = await ask("jobs.enqueue", "mutation", { type: "register_restaurant", restaurantId: id });
    expect([blocked.status, blocked.error?.data.appCode]).toEqual([412, "BLOCKED"]);
    expect(blocked.error?.data.checks).toContainEqual(
      expect.objectContaining({ level: "block", title: "No portal account" }),
    );
  });

  test("that is our own bug says so without a word of it, and reaches the log", async () => {
    const broken = await createOrganisation(setting.owner, { adminUrl: "not a url at all" });
    const visitor = await signedIn(setting, { scope: broken.scope, role: "viewer" });
    const before = setting.reports.length;
    const answer = await call(setting.services, { path: "machinery.read", kind: "query", cookie: visitor.cookie });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.error)).not.toMatch(/url|stack|at file|node_modules/i);
    expect(setting.reports.slice(before)).toMatchObject([
      { where: "machinery.read", requestId: answer.error?.data.requestId, error: expect.any(TypeError) },
    ]);
  });

  test("while the database is away is a 503 in plain words, for calls, pages and signing in", async () => {
    const away = connect("postgres://pumpd_web:nobody@127.0.0.1:9/none", { applicationName: "away", max: 1 });
    const reports: ErrorReport[] = [];
    const services = await createServices({
      db: away,
      baseUrl: BASE_URL,
      secret: "a secret of the tests and of nothing else",
      publicKeyFile: (await testKeys()).publicKeyFile,
      artifacts: { directory: "/nowhere" },
      reportError: (report) => reports.push(report),
    });
    try {
      const answer = await call(services, { path: "me.read", kind: "query", cookie: operator.cookie });
      expect(answer.status).toBe(503);
      expect(answer.error).toMatchObject({
        message: expect.stringContaining("database"),
        data: { appCode: "DATABASE_AWAY" },
      });
      const context = createContext(services, new Headers({ cookie: operator.cookie }));
      await expect(createCaller(context).me.read()).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
      const signing = await signIn(services, operator.person);
      expect(signing.status).toBe(503);
      expect(await signing.json()).toMatchObject({ code: "DATABASE_AWAY" });
      expect(reports.map((report) => report.where)).toEqual(["me.read", "me.read", "auth"]);
      const token = decodeURIComponent(operator.cookie).split(/[=.]/)[1] ?? "";
      expect(inspect(reports, { depth: 9 })).toContain("ECONNREFUSED");
      expect(inspect(reports, { depth: 9 })).not.toContain(token);
    } finally {
      await disconnect(away);
    }
  });
});

describe("a change", () => {
  const refused = { status: 403, appCode: "FORBIDDEN" };
  test.each([
    ["a page elsewhere", { origin: "https://evil.example" }, refused],
    ["a sandboxed frame", { origin: "null" }, refused],
    ["another port of this host", { origin: "http://pumpd.test:4000" }, refused],
    ["a sister site", { "sec-fetch-site": "same-site" }, refused],
    ["a foreign page through this origin's name", { "sec-fetch-site": "cross-site" }, refused],
    ["our own page", { "sec-fetch-site": "same-origin" }, { status: 200, appCode: undefined }],
    [
      "this machine under another name",
      { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" },
      { status: 200, appCode: undefined },
    ],
  ])("from %s", async (_, headers, expected) => {
    const { status, error } = await ask("restaurants.create", "mutation", { name: "From somewhere" }, headers);
    expect({ status, appCode: error?.data.appCode }).toEqual(expected);
  });

  test("without an origin is refused, and as a GET there is none", async () => {
    const post = new Request(`${BASE_URL}/api/trpc/restaurants.create`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: operator.cookie },
      body: JSON.stringify({ name: "From a script" }),
    });
    expect((await handleTrpc(setting.services, post)).status).toBe(403);
    expect((await ask("restaurants.create", "query", { name: "By GET" })).status).toBe(405);
  });

  test("comes as JSON only", async () => {
    const body = new FormData();
    body.set("name", "By form");
    const headers = { cookie: operator.cookie, origin: BASE_URL };
    const form = new Request(`${BASE_URL}/api/trpc/restaurants.create`, { method: "POST", headers, body });
    expect((await handleTrpc(setting.services, form)).status).toBeGreaterThanOrEqual(400);
    const text = new Request(`${BASE_URL}/api/trpc/restaurants.create`, {
      method: "POST",
      headers: { ...headers, "content-type": "text/plain" },
      body: '{"name":"By text"}',
    });
    expect((await handleTrpc(setting.services, text)).status).toBe(415);
  });

  test("writes who did it and the request's number in the audit log", async () => {
    const { id } = await createRestaurant(setting.owner, { scope: organisation.scope });
    await createAccount(setting.owner, { scope: organisation.scope, restaurantId: id });
    const { data } = await ask("jobs.enqueue", "mutation", { type: "register_restaurant", restaurantId: id });
    const { jobId } = data as { jobId: string };
    const rows = await setting.owner.select().from(tables.auditLog).where(eq(tables.auditLog.targetId, jobId));
    expect(rows).toMatchObject([
      { action: "job.enqueue", actorKind: "person", actorId: operator.person.id, requestId: expect.any(String) },
    ]);
    await expect(
      withScope(setting.services.db, organisation.scope, (tx) => tx.delete(tables.auditLog).execute()),
    ).rejects.toThrow();
  });
});

describe("a request", () => {
  test("of more than ten calls or more than 1 MB is refused", async () => {
    const batch = (count: number) => {
      const url = new URL(`/api/trpc/${Array(count).fill("jobs.types").join(",")}`, BASE_URL);
      url.searchParams.set("batch", "1");
      url.searchParams.set("input", "{}");
      return handleTrpc(setting.services, new Request(url, { headers: { cookie: operator.cookie } }));
    };
    expect((await batch(10)).status).toBe(200);
    expect((await batch(11)).status).toBe(400);
    const large = await ask("restaurants.create", "mutation", { name: "x".repeat(1_100_000) });
    expect(large.status).toBe(413);
  });

  test("of ten calls reads the session once", async () => {
    const context = createContext(setting.services, new Headers({ cookie: operator.cookie }));
    expect(context.readSession()).toBe(context.readSession());
  });
});

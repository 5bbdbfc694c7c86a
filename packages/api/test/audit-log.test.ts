import { connect, type Database, disconnect, tables, withScope } from "@pumpd/db";
import { createApiKey } from "@pumpd/domain/api-keys";
import { BY_TEST, createOrganisation, type TestOrganisation } from "@pumpd/testing";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handleUpload } from "../src/index.ts";
import { REFUSALS_NOTED } from "../src/note-refusal.ts";
import { handleRest } from "../src/rest/index.ts";
import { POLICY_INPUTS } from "./policy-inputs.ts";
import { BASE_URL, call, openSetting, type Setting, signedIn, signIn } from "./setting.ts";

let setting: Setting;
let organisation: TestOrganisation;
let worker: Database;

beforeAll(async () => {
  setting = await openSetting();
  organisation = await createOrganisation(setting.owner);
  worker = connect(setting.database.workerUrl, { applicationName: "test worker", max: 1 });
});
afterAll(async () => {
  await disconnect(worker);
  await setting.close();
});

const { auditLog, jobEvents } = tables;
const linesOf = (actorId: string, action: string) =>
  setting.owner
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.actorId, actorId), eq(auditLog.action, action)));

describe("nobody edits the log", () => {
  const changes = {
    update: () => sql`update audit_log set action = 'nothing.happened'`,
    delete: () => sql`delete from audit_log`,
    truncate: () => sql`truncate audit_log`,
    "update of one column": () => sql`update audit_log set actor_name = actor_name`,
    "insert over a line": () =>
      sql`insert into audit_log overriding system value select * from audit_log limit 1 on conflict (id) do update set action = 'x'`,
    "disable of its guard": () => sql`alter table audit_log disable trigger append_only`,
  };
  const roles = { web: () => setting.services.db, worker: () => worker };

  test.each(Object.keys(roles).flatMap((role) => Object.keys(changes).map((change) => [role, change] as const)))(
    "not as %s, by %s, inside an organisation or outside",
    async (role, change) => {
      const db = roles[role as keyof typeof roles]();
      const statement = changes[change as keyof typeof changes];
      await withScope(db, organisation.scope, (tx) =>
        tx.insert(auditLog).values({
          organisationId: organisation.id,
          actorKind: "system",
          actorId: "test",
          action: "test.line",
          targetKind: "test",
          targetId: role,
        }),
      );
      const before = await setting.owner.select().from(auditLog);
      const refused = { cause: { code: "42501" } };
      await expect(withScope(db, organisation.scope, (tx) => tx.execute(statement()))).rejects.toMatchObject(refused);
      await expect(db.execute(statement())).rejects.toMatchObject(refused);
      expect(await setting.owner.select().from(auditLog)).toEqual(before);
    },
  );

  test("not its lines' order in time either: the owner's own update is refused", async () => {
    for (const change of ["update audit_log set at = now()", "truncate audit_log"])
      await expect(setting.owner.execute(sql.raw(change))).rejects.toMatchObject({
        cause: { message: "the audit log is append-only" },
      });
  });

  test("nor the history of jobs", async () => {
    for (const db of Object.values(roles))
      for (const change of [sql`update ${jobEvents} set reason = 'x'`, sql`delete from ${jobEvents}`])
        await expect(withScope(db(), organisation.scope, (tx) => tx.execute(change))).rejects.toMatchObject({
          cause: { code: "42501" },
        });
  });
});

describe("a refusal stands in the log", () => {
  test("of a person whose role is too low, with what was asked for and the request's number", async () => {
    const { person, cookie } = await signedIn(setting, { scope: organisation.scope, role: "viewer" });
    const input = await POLICY_INPUTS["jobs.enqueue"]?.({ setting, organisation });
    const answer = await call(setting.services, { path: "jobs.enqueue", kind: "mutation", input, cookie });
    expect(answer.status).toBe(403);
    expect(await linesOf(person.id, "access.refused")).toMatchObject([
      {
        organisationId: organisation.id,
        targetKind: "address",
        targetId: "jobs.enqueue",
        requestId: answer.error?.data.requestId,
        data: null,
      },
    ]);
  });

  test("of whoever is no platform admin, and at a handler", async () => {
    const admin = await signedIn(setting, { scope: organisation.scope, role: "admin" });
    const input = await POLICY_INPUTS["machinery.drain"]?.({ setting, organisation });
    await call(setting.services, { path: "machinery.drain", kind: "mutation", input, cookie: admin.cookie });
    expect(await linesOf(admin.person.id, "access.refused")).toMatchObject([{ targetId: "machinery.drain" }]);
    const viewer = await signedIn(setting, { scope: organisation.scope, role: "viewer" });
    const headers = { cookie: viewer.cookie, origin: BASE_URL };
    await handleUpload(setting.services, new Request(`${BASE_URL}/api/files`, { method: "POST", body: "x", headers }));
    expect(await linesOf(viewer.person.id, "access.refused")).toMatchObject([{ targetId: "upload" }]);
  });

  test("of an API key without the scope", async () => {
    const by = { ...BY_TEST, id: organisation.id };
    const { id, key } = await withScope(setting.owner, organisation.scope, (tx) =>
      createApiKey(tx, { by, name: "Till", scopes: ["jobs:read"] }),
    );
    const headers = { "x-api-key": key, "content-type": "application/json" };
    const request = new Request(`${BASE_URL}/api/v1/jobs`, { method: "POST", headers, body: "{}" });
    expect((await handleRest(setting.services, request)).status).toBe(403);
    expect(await linesOf(id, "access.refused")).toMatchObject([{ actorKind: "api_key", targetId: "postJob" }]);
  });

  test("so many times of one asker and no more, however often they ask", async () => {
    const { person, cookie } = await signedIn(setting, { scope: organisation.scope, role: "viewer" });
    const asked = Array.from({ length: REFUSALS_NOTED.uses + 15 }, () =>
      call(setting.services, { path: "audit.list", kind: "query", input: {}, cookie }),
    );
    expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([403]));
    expect(await linesOf(person.id, "access.refused")).toHaveLength(REFUSALS_NOTED.uses);
  });

  test("of whoever belongs to no organisation nowhere, and is a refusal even so", async () => {
    const { cookie } = await signedIn(setting, {});
    const before = await setting.owner.$count(auditLog);
    expect((await call(setting.services, { path: "me.read", kind: "query", cookie })).status).toBe(403);
    expect(await setting.owner.$count(auditLog)).toBe(before);
  });

  test("of a sign-in after too many wrong passwords, once for as long as it lasts", async () => {
    const { person } = await signedIn(setting, { scope: organisation.scope, role: "operator" });
    for (let n = 0; n < 8; n += 1) await signIn(setting.services, { ...person, password: "not this one at all" });
    await expect
      .poll(() => linesOf(person.id, "person.sign_in_refused"))
      .toMatchObject([{ organisationId: organisation.id, targetKind: "person", targetId: person.id }]);
  });
});

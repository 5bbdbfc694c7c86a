import { type OrgScope, tables } from "@pumpd/db";
import { hasRole, ROLES, type Role } from "@pumpd/model";
import { createOrganisation, type TestOrganisation } from "@pumpd/testing";
import { eq, sql, count as sqlCount } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listPolicies } from "../src/list-policies.ts";
import { appRouter } from "../src/router.ts";
import { t } from "../src/trpc.ts";
import { FORMER, type FormerMembers, makeFormerMembers } from "./former-members.ts";
import { CANARY, POLICY_INPUTS } from "./policy-inputs.ts";
import { type Answer, call, openSetting, type Setting, signedIn, type Visitor, withoutRequestId } from "./setting.ts";

let setting: Setting;
let organisation: TestOrganisation;
let other: TestOrganisation;
const ours = new Map<string, Visitor>();
const theirs = new Map<string, Visitor>();
/** Were admins of ours, and are not any more. */
let former: FormerMembers;
const counts = { procedures: 0, calls: 0, allowed: 0, denied: 0 };

beforeAll(async () => {
  setting = await openSetting();
  organisation = await createOrganisation(setting.owner, { name: `${CANARY} Group` });
  other = await createOrganisation(setting.owner);
  for (const role of ROLES) {
    ours.set(role, await signedIn(setting, { scope: organisation.scope, role }));
    theirs.set(role, await signedIn(setting, { scope: other.scope, role }));
  }
  former = await makeFormerMembers(setting, organisation.scope);
});
/** Changes of nothing that the organisation owns: what one person's own screen shows. */
const UNAUDITED = {
  "jobs.watch": "for how long somebody looks at a live picture",
  "me.switchOrganisation": "which organisation is on the asker's screen",
  "notices.look": "what the asker has seen",
  "restaurants.previewImport": "looks at a file and keeps nothing",
};

async function countAudit(): Promise<number> {
  const [row] = await setting.owner
    .select({ n: sqlCount() })
    .from(tables.auditLog)
    .where(eq(tables.auditLog.organisationId, organisation.id));
  return row?.n ?? 0;
}

afterAll(async () => {
  await setting.close();
  console.log(
    `policy matrix: ${counts.procedures} procedures, ${counts.calls} calls, ${counts.allowed} allowed, ${counts.denied} denied, all as declared`,
  );
});

/** What asks for the organisation's own name hears from everybody else that it is not theirs. */
const OWN_NAME = "organisation.delete";

/** Everybody else goes on in the organisation that was just deleted. */
async function reopen(): Promise<void> {
  await setting.owner.$client`update organisations set archived_at = null where id = ${organisation.id}`;
  await setting.owner.$client`delete from deleted_organisations where id = ${organisation.id}`;
  await setting.owner.$client`delete from holds where organisation_id = ${organisation.id} and scope = 'organisation'`;
}

/** A form with a wrong choice in it is a form to correct; everything else is simply not there. */
const notThere = (path: string) => (path === "restaurants.create" ? 400 : 404);

const policies = listPolicies(appRouter);

/** The same input with every id replaced by one that nobody ever had. */
function withAbsentIds(input: unknown): unknown {
  const text = JSON.stringify(input) ?? "null";
  return JSON.parse(
    text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=")/g, "01993f3e-0000-7000-8000-00000000dead"),
  );
}

function count(answer: Answer): Answer {
  counts.calls += 1;
  if (answer.status === 200) counts.allowed += 1;
  else counts.denied += 1;
  return answer;
}

const forMembers = policies.flatMap(({ policy, ...rest }) => ("role" in policy ? [{ ...rest, policy }] : []));
const forAnyone = policies.flatMap(({ policy, ...rest }) =>
  "anyone" in policy ? [{ ...rest, why: policy.anyone }] : [],
);

describe.each(forMembers)("$path for $policy.role", ({ path, kind, policy }) => {
  const ask = async (cookie: string | undefined, input: unknown) =>
    count(await call(setting.services, { path, kind, input, cookie }));
  const inputOf = POLICY_INPUTS[path];
  const makeInput = async () => {
    if (!inputOf) throw new Error(`${path} has no input in policy-inputs.ts`);
    return inputOf({ setting, organisation });
  };

  test("is closed to somebody signed out", async () => {
    counts.procedures += 1;
    const answer = await ask(undefined, await makeInput());
    expect([answer.status, answer.error?.data.appCode]).toEqual([401, "SIGNED_OUT"]);
  });

  test.each(FORMER)("is closed to an admin %s", async (who) => {
    const known = former.get(who);
    const answer = await ask(known?.visitor.cookie, await makeInput());
    expect([answer.status, answer.error?.data.appCode]).toEqual(known?.answer);
    expect(JSON.stringify(answer)).not.toContain(CANARY);
  });

  const mayAs = (role: Role) => hasRole(role, policy.role) && !policy.isPlatformAdmin;

  test.each(ROLES.filter((role) => !mayAs(role)))("is closed to a %s", async (role) => {
    const answer = await ask(ours.get(role)?.cookie, await makeInput());
    expect([answer.status, answer.error?.data.appCode]).toEqual([403, "FORBIDDEN"]);
  });

  test.runIf(policy.isPlatformAdmin)("is open to a platform admin", async () => {
    const visitor = await signedIn(setting, { scope: organisation.scope, role: policy.role });
    await setting.owner.execute(sql`update auth.users set is_platform_admin = true where id = ${visitor.person.id}`);
    expect((await ask(visitor.cookie, await makeInput())).status).toBe(200);
  });

  /** One that ends the asker's own session is asked by somebody who has nothing else to do here. */
  const asker = async (known: Map<string, Visitor>, role: Role, scope: OrgScope) =>
    path === "me.signOutEverywhere" ? signedIn(setting, { scope, role }) : known.get(role);

  test.each(ROLES.filter(mayAs))("is open to a %s", async (role) => {
    const { cookie } = (await asker(ours, role, organisation.scope)) ?? {};
    const input = await makeInput();
    const before = await countAudit();
    const answer = await ask(cookie, input);
    expect(answer.error).toBeUndefined();
    expect(answer.status).toBe(200);
    if (path === OWN_NAME) await reopen();
    const wroteAudit = (await countAudit()) > before;
    expect({ path, wroteAudit }).toEqual({ path, wroteAudit: kind === "mutation" && !Object.hasOwn(UNAUDITED, path) });
  });

  test("shows and changes nothing of ours to an admin elsewhere", async () => {
    const input = await makeInput();
    const { cookie } = (await asker(theirs, "admin", other.scope)) ?? {};
    const answer = await ask(cookie, input);
    expect(JSON.stringify(answer)).not.toContain(CANARY);
    const absent = withAbsentIds(input);
    const namesSomething = JSON.stringify(absent) !== JSON.stringify(input ?? null);
    // What is shared is nobody's to name: who may not touch it hears that and nothing else.
    if (policy.isPlatformAdmin) return expect(answer.status).toBe(403);
    if (path === OWN_NAME) return expect(answer.error?.data.appCode).toBe("INVALID_INPUT");
    // A poll of several ids answers those that are there; everything else that names ours finds nothing.
    expect(answer.status).toBe(namesSomething && path !== "jobs.status" ? notThere(path) : 200);
    if (path === "me.signOutEverywhere") return; // its answer is the asker's own id, and its second one a 401
    expect(withoutRequestId(answer)).toEqual(withoutRequestId(await ask(cookie, absent)));
  });
});

describe.each(forAnyone)("$path for anyone, because $why", ({ path, kind }) => {
  const ask = async (cookie: string | undefined, input: unknown) =>
    count(await call(setting.services, { path, kind, input, cookie }));

  test("gives nothing to whoever has not what it asks for", async () => {
    counts.procedures += 1;
    const input = await POLICY_INPUTS[path]?.({ setting, organisation });
    const guessed = { ...input, token: "a".repeat(43) };
    for (const cookie of [undefined, ours.get("admin")?.cookie, theirs.get("admin")?.cookie]) {
      const answer = await ask(cookie, guessed);
      expect([answer.status, answer.error?.data.appCode]).toEqual([404, "NOT_FOUND"]);
    }
  });

  test("is open to whoever has it", async () => {
    const answer = await ask(undefined, await POLICY_INPUTS[path]?.({ setting, organisation }));
    expect(answer.status).toBe(200);
  });
});

describe("the list of policies", () => {
  test("has every procedure of the router, and each has its input", () => {
    expect(policies.map(({ path }) => path).sort()).toEqual(Object.keys(POLICY_INPUTS).sort());
  });

  test("refuses a router with a procedure that declares none", () => {
    const planted = t.router({ jobs: t.router({ leak: t.procedure.query(() => "everything") }) });
    expect(() => listPolicies(planted)).toThrow("The procedure jobs.leak declares no policy.");
  });

  test("each call is counted for Prometheus, by how it ended and how long it took", async () => {
    const { metrics } = setting.services;
    const asked = (ended: string) => metrics.value("pumpd_web_requests_total", { path: "holds.list", ended });
    const [ok, error] = [asked("ok"), asked("error")];
    const { cookie } = ours.get("viewer") ?? {};
    await call(setting.services, { path: "holds.list", kind: "query", input: undefined, cookie });
    await call(setting.services, { path: "holds.list", kind: "query", input: undefined, cookie: undefined });
    expect([asked("ok"), asked("error")]).toEqual([ok + 1, error + 1]);
    expect(metrics.toText()).toContain('pumpd_web_request_seconds_count{path="holds.list"}');
  });

  test("never lets a viewer change anything of the organisation", () => {
    const open = forMembers.filter(
      ({ kind, policy }) => kind === "mutation" && policy.role === "viewer" && !policy.isPlatformAdmin,
    );
    const own = ["notices.look", "views.remove", "views.save", "views.setDefault"];
    expect(open.map(({ path }) => path).sort()).toEqual([
      "jobs.watch",
      "me.signOutEverywhere",
      "me.switchOrganisation",
      ...own,
    ]);
  });
});

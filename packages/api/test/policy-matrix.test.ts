import { hasRole, ROLES } from "@pumpd/model";
import { createOrganisation, type TestOrganisation } from "@pumpd/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listPolicies } from "../src/list-policies.ts";
import { appRouter } from "../src/router.ts";
import { t } from "../src/trpc.ts";
import { CANARY, POLICY_INPUTS } from "./policy-inputs.ts";
import { type Answer, call, openSetting, type Setting, signedIn, type Visitor, withoutRequestId } from "./setting.ts";

let setting: Setting;
let organisation: TestOrganisation;
const ours = new Map<string, Visitor>();
const theirs = new Map<string, Visitor>();
const counts = { procedures: 0, calls: 0, allowed: 0, denied: 0 };

beforeAll(async () => {
  setting = await openSetting();
  organisation = await createOrganisation(setting.owner, { name: `${CANARY} Group` });
  const other = await createOrganisation(setting.owner);
  for (const role of ROLES) {
    ours.set(role, await signedIn(setting, { scope: organisation.scope, role }));
    theirs.set(role, await signedIn(setting, { scope: other.scope, role }));
  }
});
afterAll(async () => {
  await setting.close();
  console.log(
    `policy matrix: ${counts.procedures} procedures, ${counts.calls} calls, ${counts.allowed} allowed, ${counts.denied} denied, all as declared`,
  );
});

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

describe.each(policies)("$path for $policy.role", ({ path, kind, policy }) => {
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

  test.each(ROLES.filter((role) => !hasRole(role, policy.role)))("is closed to a %s", async (role) => {
    const answer = await ask(ours.get(role)?.cookie, await makeInput());
    expect([answer.status, answer.error?.data.appCode]).toEqual([403, "FORBIDDEN"]);
  });

  test.each(ROLES.filter((role) => hasRole(role, policy.role)))("is open to a %s", async (role) => {
    const answer = await ask(ours.get(role)?.cookie, await makeInput());
    expect(answer.error).toBeUndefined();
    expect(answer.status).toBe(200);
  });

  test("shows and changes nothing of ours to an admin elsewhere", async () => {
    const input = await makeInput();
    const cookie = theirs.get("admin")?.cookie;
    const answer = await ask(cookie, input);
    expect(JSON.stringify(answer)).not.toContain(CANARY);
    const absent = withAbsentIds(input);
    const namesSomething = JSON.stringify(absent) !== JSON.stringify(input ?? null);
    // A poll of several ids answers those that are there; everything else that names ours finds nothing.
    expect(answer.status).toBe(namesSomething && path !== "jobs.status" ? notThere(path) : 200);
    expect(withoutRequestId(answer)).toEqual(withoutRequestId(await ask(cookie, absent)));
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

  test("never lets a viewer change anything of the organisation", () => {
    const open = policies.filter(({ kind, policy }) => kind === "mutation" && policy.role === "viewer");
    const own = ["notices.look", "views.remove", "views.save", "views.setDefault"];
    expect(open.map(({ path }) => path).sort()).toEqual(["jobs.watch", "me.switchOrganisation", ...own]);
  });
});

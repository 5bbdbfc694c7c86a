import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { connect, disconnect, tables, withScope } from "@pumpd/db";
import { createApiKey } from "@pumpd/domain/api-keys";
import { saveArtifact, storeUpload } from "@pumpd/domain/artifacts";
import { enqueueJob } from "@pumpd/domain/jobs";
import { askForExport, makeExports } from "@pumpd/domain/organisations";
import { type ApiKeyScope, hasRole, ROLES, type Role } from "@pumpd/model";
import { BY_TEST, createAccount, createOrganisation, createRestaurant, type TestOrganisation } from "@pumpd/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXPORT_POLICY, handleExport } from "../src/handle-export.ts";
import { FILE_POLICY, handleFile, handleUpload, UPLOAD_POLICY } from "../src/handle-file.ts";
import { CSV_POLICY, handleJobsCsv } from "../src/handle-jobs-csv.ts";
import { handleLivePicture, handlePicture, PICTURE_POLICY } from "../src/handle-picture.ts";
import { handleRest } from "../src/rest/index.ts";
import { ROUTES } from "../src/rest/routes.ts";
import type { Policy } from "../src/trpc.ts";
import { FORMER, type FormerMembers, makeFormerMembers } from "./former-members.ts";
import { CANARY } from "./policy-inputs.ts";
import { BASE_URL, openSetting, type Setting, signedIn, type Visitor } from "./setting.ts";

let setting: Setting;
let ours: TestOrganisation;
let theirs: TestOrganisation;
let former: FormerMembers;
let ids: { restaurant: string; job: string; picture: string; file: string; archive: string };
const members = new Map<string, Visitor>();
const strangers = new Map<string, Visitor>();
const counts = { doors: 0, calls: 0, allowed: 0, denied: 0 };
const ABSENT = "01993f3e-0000-7000-8000-00000000dead";
const CODE = Buffer.from("<!-- head -->");

beforeAll(async () => {
  setting = await openSetting();
  ours = await createOrganisation(setting.owner, { name: `${CANARY} Group` });
  theirs = await createOrganisation(setting.owner);
  former = await makeFormerMembers(setting, ours.scope);
  for (const role of ROLES) {
    members.set(role, await signedIn(setting, { scope: ours.scope, role }));
    strangers.set(role, await signedIn(setting, { scope: theirs.scope, role }));
  }
  ids = await makeThings();
});
afterAll(async () => {
  await setting.close();
  const { doors, calls, allowed, denied } = counts;
  console.log(`handler matrix: ${doors} doors, ${calls} calls, ${allowed} allowed, ${denied} denied, all as declared`);
});

async function makeThings(): Promise<typeof ids> {
  const { owner, services } = setting;
  const { scope } = ours;
  const { artifacts: store, db } = services;
  const { id: restaurant } = await createRestaurant(owner, { scope, name: CANARY, note: CANARY });
  await createAccount(owner, { scope, restaurantId: restaurant });
  const asked = { by: BY_TEST, type: "register_restaurant", restaurantId: restaurant };
  const { jobId: job } = await withScope(owner, scope, (tx) => enqueueJob(tx, asked));
  const picture = await saveArtifact(owner, {
    scope,
    store,
    jobId: job,
    attempt: 1,
    step: "create",
    kind: "step",
    caption: CANARY,
    contentType: "image/png",
    bytes: Buffer.from(CANARY),
  });
  const upload = {
    scope,
    by: BY_TEST,
    store,
    restaurantId: restaurant,
    kind: "code",
    fileName: `${CANARY}.html`,
  } as const;
  const { artifactId: file } = await storeUpload(db, { ...upload, bytes: Buffer.from(`<!-- ${CANARY} -->`) });
  return { restaurant, job, picture, file, archive: await makeArchive() };
}

async function makeArchive(): Promise<string> {
  const { owner, services } = setting;
  const { id } = await withScope(owner, ours.scope, (tx) => askForExport(tx, { by: BY_TEST }));
  const worker = connect(setting.database.workerUrl, { applicationName: "test worker", max: 4 });
  const onError = (error: unknown) => {
    throw error;
  };
  await makeExports(worker, { store: services.artifacts, onError });
  await disconnect(worker);
  return id;
}

type Door = {
  name: string;
  policy: Policy;
  /** of what is there for a member; `at` is the id in its address */
  id: () => string | undefined;
  ask: (headers: Record<string, string>, at: string) => Promise<Response>;
  /** what a foreign id gets */
  foreign: number;
};

const request = (path: string, headers: Record<string, string>, init: RequestInit = {}) =>
  new Request(`${BASE_URL}${path}`, { ...init, headers: { ...headers, origin: BASE_URL } });

/** The handlers that people come to, one entry each; the key is the folder in apps/web/src/app. */
const DOORS: Record<string, Door> = {
  "api/pictures/[id]": {
    name: "GET /api/pictures/[id]",
    policy: PICTURE_POLICY,
    id: () => ids.picture,
    ask: (headers, id) => handlePicture(setting.services, { request: request(`/api/pictures/${id}`, headers), id }),
    foreign: 404,
  },
  "api/jobs/[id]/live": {
    name: "GET /api/jobs/[id]/live",
    policy: PICTURE_POLICY,
    id: () => ids.job,
    ask: (headers, id) =>
      handleLivePicture(setting.services, { request: request(`/api/jobs/${id}/live`, headers), id }),
    // There is no picture of a job that is not there, either.
    foreign: 204,
  },
  "api/files/[id]": {
    name: "GET /api/files/[id]",
    policy: FILE_POLICY,
    id: () => ids.file,
    ask: (headers, id) => handleFile(setting.services, { request: request(`/api/files/${id}`, headers), id }),
    foreign: 404,
  },
  "api/exports/[id]": {
    name: "GET /api/exports/[id]",
    policy: EXPORT_POLICY,
    id: () => ids.archive,
    ask: (headers, id) => handleExport(setting.services, { request: request(`/api/exports/${id}`, headers), id }),
    foreign: 404,
  },
  "api/files": {
    name: "POST /api/files",
    policy: UPLOAD_POLICY,
    id: () => ids.restaurant,
    ask: (headers, id) => {
      const path = `/api/files?restaurantId=${id}&kind=code&name=head.html`;
      const init = { method: "POST", body: CODE };
      return handleUpload(setting.services, request(path, { ...headers, "content-type": "text/plain" }, init));
    },
    foreign: 404,
  },
  "api/jobs.csv": {
    name: "GET /api/jobs.csv",
    policy: CSV_POLICY,
    id: () => undefined,
    ask: (headers) =>
      handleJobsCsv(setting.services, { request: request("/api/jobs.csv", headers), filter: { view: "all" } }),
    foreign: 200,
  },
};

/** Handlers whose doors are looked at elsewhere, or stand open on purpose. */
const ELSEWHERE: Record<string, string> = {
  "api/trpc/[trpc]": "policy-matrix.test.ts calls every procedure",
  "api/v1/[...path]": "every route of REST, below",
  "api/auth/[...all]": "sign-in.test.ts: three addresses are open, the rest of the library is shut",
  "api/health": "says ok and nothing else",
  "api/metrics": "for whoever knows METRICS_TOKEN, for whom there is no organisation; without it nothing is there",
};

test("every route handler of the admin is in this matrix or says why not", () => {
  const app = fileURLToPath(new URL("../../../apps/web/src/app", import.meta.url));
  const there = globSync("**/route.ts", { cwd: app }).map((file) =>
    file.replace(/\\/g, "/").replace(/\/route\.ts$/, ""),
  );
  expect(there.sort()).toEqual([...Object.keys(DOORS), ...Object.keys(ELSEWHERE)].sort());
});

async function read(response: Response) {
  counts.calls += 1;
  if (response.status < 400) counts.allowed += 1;
  else counts.denied += 1;
  const text = await response.text();
  return { status: response.status, text, code: codeOf(text), plain: text.replace(/"requestId":"[^"]*"/, "") };
}

function codeOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { code?: string }).code;
  } catch {
    return undefined;
  }
}

describe.each(Object.values(DOORS))("$name for $policy.role", ({ policy, id, ask, foreign }) => {
  const as = async (visitor: Visitor | undefined, at = id()) =>
    read(await ask(visitor ? { cookie: visitor.cookie } : {}, at ?? ""));

  test("is closed to somebody signed out", async () => {
    counts.doors += 1;
    const { status, code } = await as(undefined);
    expect([status, code]).toEqual([401, "SIGNED_OUT"]);
  });

  test.each(FORMER)("is closed to an admin %s", async (who, answer) => {
    const { status, code } = await as(former.get(who)?.visitor);
    expect([status, code]).toEqual(answer);
  });

  test.each(ROLES.filter((role) => !hasRole(role, policy.role)))("is closed to a %s", async (role) => {
    const { status, code } = await as(members.get(role));
    expect([status, code]).toEqual([403, "FORBIDDEN"]);
  });

  test.each(ROLES.filter((role) => hasRole(role, policy.role)))("is open to a %s", async (role) => {
    const { status } = await as(members.get(role));
    expect(status).toBeLessThan(300);
  });

  test.each<Role>([...ROLES])(
    "shows nothing of ours to a %s elsewhere, and answers as for what never was",
    async (role) => {
      const there = await as(strangers.get(role));
      const absent = await as(strangers.get(role), ABSENT);
      expect(there.text).not.toContain(CANARY);
      expect(there.status).toBe(hasRole(role, policy.role) ? foreign : 403);
      expect([there.status, there.plain]).toEqual([absent.status, absent.plain]);
    },
  );
});

describe.each(ROUTES)("$method /api/v1$path for a key with $keyScope", (route) => {
  const at = (id: string) => `${BASE_URL}/api/v1${route.path.replace("{id}", id)}`;
  const send = async (key: string | undefined, id = ids.job) => {
    const body = route.path === "/jobs" ? { type: "register_restaurant", restaurantId: idOf(id) } : {};
    const init = route.method === "POST" ? { method: "POST", body: JSON.stringify(body) } : {};
    const headers = { "content-type": "application/json", ...(key && { "x-api-key": key }) };
    return read(await handleRest(setting.services, new Request(at(id), { ...init, headers })));
  };
  const idOf = (id: string) => (id === ids.job ? ids.restaurant : id);
  const makeKey = ({ scope }: TestOrganisation, scopes: readonly ApiKeyScope[]) =>
    withScope(setting.owner, scope, (tx) =>
      createApiKey(tx, { by: { ...BY_TEST, id: theirs.id }, name: CANARY, scopes }),
    );
  const all = ["jobs:read", "jobs:run"] as const;

  test("is closed without a key, and with one that does not count any more", async () => {
    counts.doors += 1;
    const [revoked, expired] = await Promise.all([makeKey(ours, all), makeKey(ours, all)]);
    const change = (id: string, set: object) =>
      setting.owner.update(tables.apiKeys).set(set).where(eq(tables.apiKeys.id, id));
    await change(revoked.id, { revokedAt: new Date() });
    await change(expired.id, { expiresAt: new Date(0) });
    for (const key of [undefined, "nonsense", `pk_${"A".repeat(43)}`, revoked.key, expired.key]) {
      const { status, code, text } = await send(key);
      expect([status, code]).toEqual([401, "SIGNED_OUT"]);
      expect(text).not.toContain(CANARY);
    }
  });

  test("is closed to a key that is good for other things", async () => {
    const { key } = await makeKey(
      ours,
      all.filter((scope) => scope !== route.keyScope),
    );
    const { status, code } = await send(key);
    expect([status, code]).toEqual([403, "FORBIDDEN"]);
  });

  test("is open to a key with that scope and no other", async () => {
    const { key } = await makeKey(ours, [route.keyScope]);
    expect((await send(key)).status).toBeLessThan(300);
  });

  test("shows nothing of ours to another organisation's key, and answers as for what never was", async () => {
    const { key } = await makeKey(theirs, all);
    const there = await send(key);
    const absent = await send(key, ABSENT);
    expect(there.text).not.toContain(CANARY);
    expect([there.status, there.plain]).toEqual([absent.status, absent.plain]);
  });
});

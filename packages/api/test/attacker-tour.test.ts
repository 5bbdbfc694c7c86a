/**
 * A tour as an attacker: an admin of one organisation takes every id and every text of another and tries them at every call,
 * in every field that takes such a thing. Nothing may come back, and nothing may have changed.
 */
import { randomUUID } from "node:crypto";
import { withScope } from "@pumpd/db";
import { createApiKey } from "@pumpd/domain/api-keys";
import { storeUpload } from "@pumpd/domain/artifacts";
import { startBulkAction } from "@pumpd/domain/bulk";
import { cancelJob, enqueueJob } from "@pumpd/domain/jobs";
import { NO_PRIVATE_HOSTS } from "@pumpd/domain/outgoing";
import { invitePerson } from "@pumpd/domain/people";
import { createWebhook } from "@pumpd/domain/webhooks";
import { BY_TEST, createAccount, createOrganisation, createRestaurant, type TestOrganisation } from "@pumpd/testing";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { handleFile, handleUpload } from "../src/handle-file.ts";
import { handleLivePicture, handlePicture } from "../src/handle-picture.ts";
import { listPolicies } from "../src/list-policies.ts";
import { handleRest } from "../src/rest/index.ts";
import { ROUTES } from "../src/rest/routes.ts";
import { appRouter } from "../src/router.ts";
import { CANARY, CANARY_MAILBOX } from "./policy-inputs.ts";
import { BASE_URL, call, openSetting, type Setting, signedIn, type Visitor } from "./setting.ts";

let setting: Setting;
let victim: TestOrganisation;
let attacker: Visitor;
let attackersKey: string;
let loot: string[];
const counts = { calls: 0, answered: 0 };
const findings: string[] = [];

beforeAll(async () => {
  setting = await openSetting({
    limits: { enqueuesPerMinute: 100_000, enqueuesPerHour: 100_000, requestsPerMinute: 100_000 },
  });
  victim = await createOrganisation(setting.owner, { name: `${CANARY} Group` });
  await furnish();
  const own = await createOrganisation(setting.owner);
  attacker = await signedIn(setting, { scope: own.scope, role: "admin" });
  const by = { ...BY_TEST, id: randomUUID() };
  attackersKey = (await withScope(setting.owner, own.scope, (tx) => createApiKey(tx, { by, name: "Attack" }))).key;
  loot = await stealIds();
});
afterAll(async () => {
  await setting.close();
  console.log(`attacker tour: ${counts.calls} calls with ${loot.length} stolen ids, ${findings.length} findings`);
});

/** One of everything that has an id. */
async function furnish(): Promise<void> {
  const { owner, services } = setting;
  const { scope } = victim;
  const by = { ...BY_TEST, id: randomUUID(), name: CANARY };
  const sealingKey = await services.readSealingKey();
  await signedIn(setting, { scope, role: "admin" });
  const { id: restaurantId } = await createRestaurant(owner, { scope, name: CANARY, note: CANARY });
  await createAccount(owner, { scope, restaurantId, login: `${CANARY_MAILBOX}@accounts.example` });
  await withScope(owner, scope, async (tx) => {
    const url = `https://hooks.example/${CANARY_MAILBOX}`;
    await createWebhook(tx, { by, sealingKey, privateHosts: NO_PRIVATE_HOSTS, url, events: ["job.cancelled"] });
    await invitePerson(tx, { by, email: `${CANARY_MAILBOX}@people.example`, role: "viewer" });
    await createApiKey(tx, { by, name: CANARY });
    const { jobId } = await enqueueJob(tx, { by, type: "register_restaurant", restaurantId });
    await cancelJob(tx, { id: jobId, by });
    await enqueueJob(tx, { by, type: "register_restaurant", restaurantId });
  });
  const upload = {
    scope,
    by,
    store: services.artifacts,
    restaurantId,
    kind: "code",
    fileName: `${CANARY}.html`,
  } as const;
  await storeUpload(services.db, { ...upload, bytes: Buffer.from(`<!-- ${CANARY} -->`) });
  const what = { filter: { view: "all" } } as const;
  await withScope(owner, scope, (tx) => startBulkAction(tx, { by, verb: "dismiss", what }));
}

/** Every id and short id that stands in any row of the victim's. */
async function stealIds(): Promise<string[]> {
  const found = new Set<string>();
  for (const row of Object.values(await dump()).flat())
    for (const [id] of row.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\bJ-[0-9A-Z]{5}\b/g)) found.add(id);
  found.delete(victim.id);
  return [...found, victim.id];
}

/** All rows of the victim's, by table: what the attacker wants, and must not have changed. */
async function dump(): Promise<Record<string, string[]>> {
  const names = await setting.owner.execute<{ name: string }>(sql`
    select distinct format('%I.%I', table_schema, table_name) as name from information_schema.columns
    where column_name = 'organisation_id' and table_schema in ('public', 'auth')
      and table_name in (select table_name from information_schema.tables where table_type = 'BASE TABLE')`);
  const rows: Record<string, string[]> = {};
  for (const { name } of names) {
    const found = await setting.owner.execute<{ text: string }>(
      sql`select t::text as text from ${sql.raw(name)} t where organisation_id = ${victim.id} order by 1`,
    );
    rows[name] = found.map(({ text }) => text);
  }
  return rows;
}

type Json = { [key: string]: unknown };

/** A value that the schema takes, with the stolen id wherever an id or a free text may stand. */
function fake(schema: Json, stolen: string): unknown {
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if ("const" in schema) return schema.const;
  const variants = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (variants) return fake(variants[0] ?? {}, stolen);
  switch (schema.type) {
    case "object": {
      const properties = Object.entries((schema.properties ?? {}) as Record<string, Json>);
      return Object.fromEntries(properties.map(([name, inner]) => [name, fake(inner, stolen)]));
    }
    case "array":
      return [fake((schema.items ?? {}) as Json, stolen)];
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return true;
    default:
      return stolen;
  }
}

type Procedure = { _def: { inputs: z.ZodType[] } };

function inputSchemaOf(path: string): Json {
  const procedures = appRouter._def.procedures as unknown as Record<string, Procedure>;
  const [input] = procedures[path]?._def.inputs ?? [];
  return input ? (z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Json) : {};
}

/** All fields filled, and the same with only those that are required and those that name something. */
function attacksOn(schema: Json, stolen: string): unknown[] {
  const full = fake(schema, stolen);
  if (typeof full !== "object" || full === null || Array.isArray(full)) return [undefined];
  const required = new Set((schema.required ?? []) as string[]);
  const lean = Object.entries(full).filter(([name]) => required.has(name) || /id$|ids$|key$/i.test(name));
  return [full, Object.fromEntries(lean)];
}

function judge(where: string, text: string): void {
  if (text.includes(CANARY) || text.includes(CANARY_MAILBOX)) findings.push(`${where} answered with a text of theirs`);
}

/** Whoever signs themselves out ends the tour. */
const WITHOUT = new Set(["me.signOutEverywhere"]);

test("no call of any procedure, with any stolen id, tells or changes anything", async () => {
  const before = await dump();
  for (const { path, kind } of listPolicies(appRouter)) {
    if (WITHOUT.has(path)) continue;
    const schema = inputSchemaOf(path);
    for (const stolen of loot) {
      for (const input of attacksOn(schema, stolen)) {
        const answer = await call(setting.services, { path, kind, input, cookie: attacker.cookie });
        counts.calls += 1;
        judge(`${path} ${JSON.stringify(input)}`, JSON.stringify(answer.data ?? null) + (answer.error?.message ?? ""));
        if (answer.status >= 500) findings.push(`${path} ${JSON.stringify(input)} answered ${answer.status}`);
      }
    }
  }
  expect(findings).toEqual([]);
  expect(await dump()).toEqual(before);
}, 300_000);

test("no address of a handler or of REST, with any stolen id, tells or changes anything", async () => {
  const before = await dump();
  const headers = { cookie: attacker.cookie, origin: BASE_URL, "x-api-key": attackersKey };
  const { services } = setting;
  for (const id of loot) {
    const at = (path: string, init: RequestInit = {}) =>
      new Request(`${BASE_URL}${path}`, { ...init, headers: { ...headers, "content-type": "application/json" } });
    const answers = [
      await handlePicture(services, { request: at(`/api/pictures/${id}`), id }),
      await handleLivePicture(services, { request: at(`/api/jobs/${id}/live`), id }),
      await handleFile(services, { request: at(`/api/files/${id}`), id }),
      await handleUpload(
        services,
        at(`/api/files?restaurantId=${id}&kind=code&name=a.html`, { method: "POST", body: "<!-- a -->" }),
      ),
    ];
    for (const { method, path } of ROUTES) {
      const body = path === "/jobs" ? { type: "register_restaurant", restaurantId: id } : {};
      const init = method === "POST" ? { method, body: JSON.stringify(body) } : {};
      const query = path === "/jobs" && method === "GET" ? `?q=${id}` : "";
      answers.push(await handleRest(services, at(`/api/v1${path.replace("{id}", id)}${query}`, init)));
    }
    for (const response of answers) {
      counts.calls += 1;
      judge(`an address with ${id}`, await response.text());
      if (response.status >= 500) findings.push(`an address with ${id} answered ${response.status}`);
    }
  }
  expect(findings).toEqual([]);
  expect(await dump()).toEqual(before);
}, 120_000);

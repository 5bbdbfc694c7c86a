import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { tables, withScope } from "@pumpd/db";
import { createAccount, createOrganisation, createPerson, createRestaurant, testKeys } from "@pumpd/testing";
import { sql } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addChannel } from "../../src/alerts/index.ts";
import { fileStore, saveArtifact } from "../../src/artifacts/index.ts";
import { EXPORTED_TABLES, NOT_EXPORTED } from "../../src/organisations/exported-tables.ts";
import {
  askForExport,
  deleteOrganisation,
  eraseDeleted,
  listExports,
  makeExports,
  openExport,
} from "../../src/organisations/index.ts";
import { NO_PRIVATE_HOSTS } from "../../src/outgoing/index.ts";
import { listUsage } from "../../src/usage/index.ts";
import { readSealingKey } from "../../src/vault/index.ts";
import { createWebhook } from "../../src/webhooks/index.ts";
import {
  addShop,
  asWeb,
  BY,
  claim,
  enqueue,
  finish,
  forgetMilestones,
  mustClaim,
  openScene,
  openShop,
  REGISTERED,
  readRecord,
  type Scene,
  type Shop,
} from "../jobs/scene.ts";

let scene: Scene;
const directory = mkdtempSync(join(tmpdir(), "pumpd-organisations-"));
const store = fileStore(directory);
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene.close();
  rmSync(directory, { recursive: true, force: true });
});

const onError = (error: unknown) => {
  throw error;
};
const make = () => makeExports(scene.worker, { store, onError });
const erase = () => eraseDeleted(scene.worker, { store, limitMs: 60_000 });

/** An organisation with something in most places, its name in all of them. */
async function openFull(name: string): Promise<Shop & { name: string }> {
  const { scope } = await createOrganisation(scene.owner, { name });
  const { id: restaurantId } = await createRestaurant(scene.owner, { scope, name, note: name });
  const { id: accountId } = await createAccount(scene.owner, {
    scope,
    restaurantId,
    login: `${name}@accounts.example`,
  });
  const shop = { scope, restaurantId, accountId, name };
  await createPerson(scene.owner, { scope, name, role: "operator" });
  const { jobId } = await enqueue(scene, shop);
  await finish(scene, shop, { job: await mustClaim(scene, { jobId }), ending: REGISTERED });
  await saveArtifact(scene.worker, {
    scope,
    store,
    kind: "failure",
    bytes: Buffer.from(name),
    contentType: "image/png",
    restaurantId,
    jobId,
    attempt: 1,
    caption: name,
  });
  const sealingKey = await readSealingKey((await testKeys()).publicKeyFile);
  const outgoing = { by: { ...BY, name }, sealingKey, privateHosts: NO_PRIVATE_HOSTS };
  await asWeb(scene, shop, (tx) => addChannel(tx, { ...outgoing, kind: "webhook", url: "https://hooks.example/a" }));
  await asWeb(scene, shop, (tx) =>
    createWebhook(tx, { ...outgoing, url: `https://hooks.example/${name}`, events: ["job.completed"] }),
  );
  return shop;
}

const actionsOf = async ({ scope }: Shop) =>
  (
    await scene.owner.$client<{ action: string }[]>`
      select action from audit_log where organisation_id = ${scope.organisationId} and action like 'organisation.%' order by id`
  ).map(({ action }) => action);

async function taken(shop: Shop, id: string): Promise<Record<string, string>> {
  const { content } = await asWeb(scene, shop, (tx) => openExport(tx, { id, store, by: BY }));
  const files = unzipSync(new Uint8Array(await buffer(content)));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

test("an archive has every row as a line and every file, of one organisation alone, and no sealed secret", async () => {
  const [ours, theirs] = [await openFull("Tui-41"), await openFull("Ruru-42")];
  await expect(asWeb(scene, ours, (tx) => openExport(tx, { id: "none", store, by: BY }))).rejects.toThrow("no export");
  const { id } = await asWeb(scene, ours, (tx) => askForExport(tx, { by: BY }));
  expect(await asWeb(scene, ours, (tx) => askForExport(tx, { by: BY }))).toEqual({ id });
  await expect(taken(ours, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await make()).toBe(1);
  expect(await make()).toBe(0);
  const [row] = await asWeb(scene, ours, listExports);
  expect(row).toMatchObject({ id, state: "ready", askedBy: BY.name });
  expect(row?.bytes).toBeGreaterThan(1_000);

  const files = await taken(ours, id);
  const whole = JSON.stringify(files);
  expect(whole).toContain("Tui-41");
  expect(whole).not.toContain("Ruru-42");
  for (const secret of Object.values(EXPORTED_TABLES).flat()) expect(whole).not.toContain(secret);
  for (const [table] of Object.entries(EXPORTED_TABLES)) {
    const [counted] = await scene.owner.$client.unsafe<{ n: number }[]>(
      `select count(*)::int as n from ${table} where ${table === "organisations" ? "id" : "organisation_id"} = '${ours.scope.organisationId}'`,
    );
    const lines = (files[`${table}.jsonl`] ?? "missing").split("\n").filter((line) => line !== "");
    // That the archive was taken is written down after it was made.
    expect([table, lines.length]).toEqual([table, (counted?.n ?? 0) - (table === "audit_log" ? 1 : 0)]);
    for (const line of lines) expect(JSON.parse(line)).toBeTypeOf("object");
  }
  const team = (files["team.jsonl"] ?? "")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(team).toEqual([expect.objectContaining({ name: "Tui-41", role: "operator", disabled_at: null })]);
  expect(Object.keys(team[0]).sort()).toEqual(["created_at", "disabled_at", "email", "id", "name", "role"]);
  const outside = await withScope(scene.worker, ours.scope, (tx) =>
    tx.execute(sql`select * from app.team_for_export()`),
  );
  expect([...outside]).toEqual([]);
  const picture = Object.entries(files).filter(([name]) => name.startsWith("files/"));
  expect(picture).toEqual([[expect.stringMatching(/^files\/[0-9a-f-]{36}\.png$/), "Tui-41"]]);
  await expect(taken(theirs, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await actionsOf(ours)).toEqual(["organisation.export", "organisation.take_export"]);
});

test("every table with organisations is exported, or left out by name", () => {
  const tenantTables = Object.values(tables as Record<string, unknown>)
    .flatMap((table) => (table instanceof PgTable ? [getTableConfig(table)] : []))
    .filter(
      ({ name, schema, columns }) =>
        !schema && (name === "organisations" || columns.some(({ name: column }) => column === "organisationId")),
    )
    .map(({ name }) => name);
  expect(tenantTables.length).toBeGreaterThan(20);
  expect([...Object.keys(EXPORTED_TABLES), ...NOT_EXPORTED].sort()).toEqual(tenantTables.sort());
});

test("an archive goes after its week, and one that cannot be written says so", async () => {
  const shop = await openShop(scene);
  const { id } = await asWeb(scene, shop, (tx) => askForExport(tx, { by: BY }));
  await make();
  const [kept] = await asWeb(scene, shop, listExports);
  expect(Math.round((Date.parse(kept?.expiresAt ?? "") - Date.parse(kept?.askedAt ?? "")) / 86_400_000)).toBe(7);
  await scene.owner.$client`update organisation_exports set expires_at = now() - interval '1 second' where id = ${id}`;
  await make();
  expect(await asWeb(scene, shop, listExports)).toMatchObject([{ state: "expired" }]);
  expect(await store.read(`${shop.scope.organisationId}/exports/${id}.zip`)).toBeUndefined();
  await asWeb(scene, shop, (tx) => askForExport(tx, { by: BY }));
  const full = { ...store, writeFrom: () => Promise.reject(new Error("disk full")) };
  const said: unknown[] = [];
  await makeExports(scene.worker, { store: full, onError: (error) => said.push(error) });
  expect(said).toHaveLength(1);
  expect((await asWeb(scene, shop, listExports))[0]).toMatchObject({ state: "failed", bytes: null });
});

test("an archive that a worker has in hand is left to it, and one whose worker went away is made by another", async () => {
  const shop = await openShop(scene);
  const { id } = await asWeb(scene, shop, (tx) => askForExport(tx, { by: BY }));
  const takenFor = (minutes: number) => scene.owner.$client`
    update organisation_exports set state = 'working', taken_at = now() - make_interval(mins => ${minutes}::int) where id = ${id}`;
  await takenFor(59);
  expect(await make()).toBe(0);
  await takenFor(61);
  expect(await make()).toBe(1);
  expect(await asWeb(scene, shop, listExports)).toMatchObject([{ id, state: "ready" }]);
});

test("an archive whose organisation is deleted while it is written does not stay behind", async () => {
  const shop = await openFull("Pukeko-46");
  await asWeb(scene, shop, (tx) => askForExport(tx, { by: BY }));
  const overtaken: typeof store = {
    ...store,
    writeFrom: async (key, source) => {
      await asWeb(scene, shop, (tx) => deleteOrganisation(tx, { name: "Pukeko-46", by: BY }));
      expect(await erase()).toBe(1);
      await store.writeFrom(key, source);
    },
  };
  expect(await makeExports(scene.worker, { store: overtaken, onError })).toBe(1);
  const files = readdirSync(directory, { recursive: true }).map(String);
  expect(files.filter((file) => file.includes(shop.scope.organisationId) && file.endsWith(".zip"))).toEqual([]);
});

/** Every place in the database and the store where these words stand. */
async function placesOf(words: readonly string[]): Promise<string[]> {
  const all = await scene.owner.$client<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'auth', 'graphile_worker')`;
  const found: string[] = [];
  for (const { name } of all)
    for (const word of words) {
      const [row] = await scene.owner.$client.unsafe<{ n: number }[]>(
        `select count(*)::int as n from ${name} t where t::text like '%${word}%'`,
      );
      if (row?.n) found.push(`${name}: ${word}`);
    }
  const files = readdirSync(directory, { recursive: true }).map(String);
  return [...found, ...files.filter((file) => words.some((word) => file.includes(word)))];
}

test("a deleted organisation leaves one line outside of it: no row, no file, no sealed secret, no person of its own", async () => {
  const shop = await openFull("Kea-43");
  const other = await openFull("Weka-44");
  await addShop(scene, shop);
  const alone = await createPerson(scene.owner, { scope: shop.scope, role: "admin" });
  const waiting = await enqueue(scene, await addShop(scene, shop));
  await asWeb(scene, shop, (tx) => askForExport(tx, { by: BY }));
  await make();
  const words = [shop.scope.organisationId, "Kea-43", alone.id];
  const untouched = await placesOf(["Weka-44"]);
  expect((await placesOf(words)).length).toBeGreaterThan(20);

  await expect(asWeb(scene, shop, (tx) => deleteOrganisation(tx, { name: "Weka-44", by: BY }))).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
  await asWeb(scene, shop, (tx) => deleteOrganisation(tx, { name: "Kea-43", by: BY }));
  expect(await actionsOf(shop)).toEqual(["organisation.export", "organisation.delete"]);
  expect(await scene.web.execute(sql`select * from app.memberships_of(${alone.id})`)).toHaveLength(0);
  expect((await claim(scene, { jobId: waiting.jobId })).kind).toBe("waits");
  expect(await erase()).toBe(1);
  expect(await erase()).toBe(0);
  expect(await placesOf(words)).toEqual([
    `public.deleted_organisations: ${shop.scope.organisationId}`,
    "public.deleted_organisations: Kea-43",
  ]);
  const [line] = await scene.owner.$client`select * from deleted_organisations where id = ${shop.scope.organisationId}`;
  expect(line).toMatchObject({ actor_id: BY.id, actor_name: BY.name, counts: { restaurants: 3, jobs: 2 } });
  expect(line?.erased_at).not.toBeNull();
  expect(await placesOf(["Weka-44"])).toEqual(untouched);
  expect(await asWeb(scene, other, listUsage)).toMatchObject([{ jobs: 1 }]);
});

test("what runs is asked to stop, and nothing is erased before it has", async () => {
  const shop = await openFull("Moa-45");
  await forgetMilestones(scene, shop);
  const { jobId } = await enqueue(scene, shop);
  const job = await mustClaim(scene, { jobId });
  await asWeb(scene, shop, (tx) => deleteOrganisation(tx, { name: "Moa-45", by: BY }));
  expect((await readRecord(scene, shop, jobId)).cancelRequestedAt).not.toBeNull();
  expect(await erase()).toBe(0);
  await finish(scene, shop, { job, ending: { kind: "stopped", by: "person", changed: false } });
  expect(await erase()).toBe(1);
  expect(await placesOf(["Moa-45"])).toEqual(["public.deleted_organisations: Moa-45"]);
});

test("neither role erases what nobody has asked to delete, nor closes another's organisation", async () => {
  const shop = await openShop(scene);
  const { organisationId } = shop.scope;
  await expect(scene.worker.execute(sql`select app.erase_organisation(${organisationId}::uuid, 10)`)).rejects.toThrow();
  await expect(scene.web.execute(sql`select app.erase_organisation(${organisationId}::uuid, 10)`)).rejects.toThrow();
  await expect(scene.web.execute(sql`select app.close_organisation('{}')`)).rejects.toThrow();
  await expect(scene.web.execute(sql`select * from deleted_organisations`)).rejects.toThrow();
});

test("usage is counted per month and type, of one's own organisation, each job once", async () => {
  const [shop, stranger] = [await openShop(scene), await openShop(scene)];
  for (let n = 0; n < 2; n += 1) {
    const { jobId } = await enqueue(scene, shop);
    await finish(scene, shop, { job: await mustClaim(scene, { jobId }), ending: REGISTERED });
    await forgetMilestones(scene, shop);
    if (n === 0)
      await scene.owner
        .$client`update usage_events set month = to_char(now() - interval '1 month', 'YYYY-MM') where job_id = ${jobId}`;
  }
  const rows = await asWeb(scene, shop, listUsage);
  expect(rows.map(({ jobs }) => jobs)).toEqual([1, 1]);
  expect(rows[0]?.month.localeCompare(rows[1]?.month ?? "")).toBe(1);
  expect(await asWeb(scene, stranger, listUsage)).toEqual([]);
  await scene.owner
    .$client`update usage_events set month = '2020-01' where organisation_id = ${shop.scope.organisationId}`;
  expect(await asWeb(scene, shop, listUsage)).toEqual([]);
});

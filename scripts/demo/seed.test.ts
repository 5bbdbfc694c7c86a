import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Database, disconnect, tables } from "@pumpd/db";
import { authenticateKey } from "@pumpd/domain/api-keys";
import { fileStore } from "@pumpd/domain/artifacts";
import { verifySignInPassword } from "@pumpd/domain/people";
import { openSealed } from "@pumpd/domain/vault/open";
import {
  createOrganisation,
  startSimulator,
  type TestDatabase,
  type TestSimulator,
  testDatabase,
  testKeys,
} from "@pumpd/testing";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type SeededDemo, seedDemo } from "./seed.ts";

let database: TestDatabase;
let simulator: TestSimulator;
let owner: Database;

let demo: SeededDemo;
const artifactsDir = mkdtempSync(join(tmpdir(), "pumpd-demo-"));
const artifacts = fileStore(artifactsDir);

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  owner = connect(database.ownerUrl, { applicationName: "test", max: 2 });
  demo = await seed(database.ownerUrl);
});
afterAll(async () => {
  await disconnect(owner);
  await Promise.all([database.drop(), simulator.stop()]);
  rmSync(artifactsDir, { recursive: true, force: true });
});

async function seed(adminUrl: string): Promise<SeededDemo> {
  const { publicKeyFile } = await testKeys();
  const { port } = new URL(simulator.url);
  const simulatorControlUrl = `http://127.0.0.1:${port}/__simulator`;
  return seedDemo({ adminUrl, portalUrl: simulator.url, simulatorControlUrl, publicKeyFile, artifacts });
}

async function passwordOf(email: string): Promise<string> {
  const [row] = await owner
    .select({ hash: tables.accounts.password })
    .from(tables.accounts)
    .innerJoin(tables.users, eq(tables.users.id, tables.accounts.userId))
    .where(eq(tables.users.email, email));
  return row?.hash ?? "";
}

/** Node resolves no `*.localhost` by itself, and `fetch` sends no other host's name. */
function signInAtPortal(body: { email: string; password: string }): Promise<number> {
  const { port, host } = new URL(simulator.url);
  const headers = { host, "content-type": "application/json", origin: simulator.url };
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path: "/api/session", method: "POST", headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on("error", reject).end(JSON.stringify(body));
  });
}

test("the demo has two organisations with staff of each role and a dozen restaurants", async () => {
  const roles = await owner.execute(sql`select role, count(distinct organisation_id)::int as organisations
    from auth.memberships group by role order by role`);
  expect([...roles]).toEqual(["admin", "operator", "viewer"].map((role) => ({ role, organisations: 2 })));
  expect(await owner.$count(tables.organisations)).toBe(2);
  expect(await owner.$count(tables.restaurants)).toBe(12);
});

test("what it answers opens the door for a person and for a program, and names a restaurant ready to be registered", async () => {
  expect(await verifySignInPassword(await passwordOf(demo.email), demo.password)).toBe(true);
  const web = connect(database.webUrl, { applicationName: "test", max: 1 });
  expect(await authenticateKey(web, demo.apiKey)).toMatchObject({ by: { name: "Demo key" } });
  await disconnect(web);
  const [ready] = await owner.select().from(tables.restaurants).where(eq(tables.restaurants.id, demo.restaurantId));
  expect(ready).toMatchObject({ name: "Māhina", upstreamId: null, accountId: expect.any(String) });
  expect(await owner.$count(tables.jobs, eq(tables.jobs.restaurantId, demo.restaurantId))).toBe(0);
});

test("no row claims anything about the portal, and the portal's journal is empty", async () => {
  const jobs = await owner.select().from(tables.jobs);
  expect(jobs.map(({ status }) => status).sort()).toEqual(["cancelled", ...Array(5).fill("pending")]);
  expect(jobs.every(({ result, sentCount, seenCount }) => !result && sentCount + seenCount === 0)).toBe(true);
  expect(await owner.$count(tables.effects)).toBe(0);
  expect(await owner.$count(tables.restaurantMilestones)).toBe(0);
  expect(await simulator.control.journal()).toMatchObject({ effects: [], requests: [] });
});

test("two restaurants have a menu file that is ready to be uploaded", async () => {
  const files = await owner.select().from(tables.artifacts);
  expect(files.map(({ fileName, kind }) => `${kind} ${fileName}`).sort()).toEqual([
    "csv harbour-noodles-menu.csv",
    "csv weta-and-vine-menu.csv",
  ]);
});

test("each portal account signs in at the portal with its sealed password, but the one whose password has changed", async () => {
  const { privateKeysDir } = await testKeys();
  const results = new Map<string, number>();
  for (const account of await owner.select().from(tables.portalAccounts)) {
    const { organisationId, id: accountId, version, keyId, sealedPassword, login } = account;
    if (!keyId || !sealedPassword) throw new Error(`${login} has no password`);
    const aad = { organisationId, accountId, version };
    const password = await openSealed({ privateKeysDir, keyId, aad, sealed: sealedPassword });
    results.set(login, await signInAtPortal({ email: login, password }));
  }
  expect(results.size).toBe(4);
  for (const [login, status] of results)
    expect([login, status < 300]).toEqual([login, !login.startsWith("night.shift")]);
});

test("a second time it makes a new password and key and nothing else, and the old ones end", async () => {
  const first = demo;
  const second = await seed(database.ownerUrl);
  expect(second).toMatchObject({ email: first.email, restaurantId: first.restaurantId });
  expect(await verifySignInPassword(await passwordOf(first.email), first.password)).toBe(false);
  expect(await verifySignInPassword(await passwordOf(first.email), second.password)).toBe(true);
  const web = connect(database.webUrl, { applicationName: "test", max: 1 });
  expect(await authenticateKey(web, first.apiKey)).toBeUndefined();
  expect(await authenticateKey(web, second.apiKey)).toBeDefined();
  await disconnect(web);
  expect(await owner.$count(tables.restaurants)).toBe(12);
});

test("it leaves a database alone that holds something else", async () => {
  const other = await testDatabase();
  const db = connect(other.ownerUrl, { applicationName: "test", max: 1 });
  try {
    await createOrganisation(db);
    await expect(seed(other.ownerUrl)).rejects.toThrow(/in use and holds no demo/);
    expect(await db.$count(tables.users)).toBe(0);
  } finally {
    await disconnect(db);
    await other.drop();
  }
});

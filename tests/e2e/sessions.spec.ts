import { type APIRequestContext, request as requests } from "@playwright/test";
import { connect, type Database, disconnect } from "@pumpd/db";
import { createOrganisation, createPerson, type TestPerson } from "@pumpd/testing";
import { expect, type System, test } from "./fixtures.ts";

let db: Database;
test.beforeAll(() => {
  db = connect(process.env.E2E_OWNER_URL ?? "", { applicationName: "e2e sessions", max: 1 });
});
test.afterAll(() => disconnect(db));

async function newPerson(): Promise<TestPerson> {
  const { scope } = await createOrganisation(db);
  return createPerson(db, { scope, role: "operator" });
}

/** A browser of its own, as far as cookies go. */
const visit = (system: System) =>
  requests.newContext({ baseURL: system.url, extraHTTPHeaders: { origin: new URL(system.url).origin } });

const signIn = (visitor: APIRequestContext, { email, password }: { email: string; password: string }) =>
  visitor.post("/api/auth/sign-in/email", { data: { email, password } });
const statusOf = async (visitor: APIRequestContext) => (await visitor.get("/api/trpc/me.read")).status();

test("signing out everywhere ends every session, and a disabled person is out with the next request", async ({
  system,
}) => {
  const person = await newPerson();
  const [desk, phone] = [await visit(system), await visit(system)];
  for (const visitor of [desk, phone]) expect((await signIn(visitor, person)).status()).toBe(200);
  expect(await Promise.all([desk, phone].map(statusOf))).toEqual([200, 200]);
  expect((await desk.post("/api/trpc/me.signOutEverywhere", { data: {} })).status()).toBe(200);
  expect(await Promise.all([desk, phone].map(statusOf))).toEqual([401, 401]);

  expect((await signIn(phone, person)).status()).toBe(200);
  await db.$client`update auth.users set disabled_at = now() where id = ${person.id}`;
  expect(await statusOf(phone)).toBe(401);
  expect((await signIn(phone, person)).status()).toBe(401);
  await Promise.all([desk.dispose(), phone.dispose()]);
});

test("a demotion counts with the next request", async ({ system }) => {
  const person = await newPerson();
  const visitor = await visit(system);
  await signIn(visitor, person);
  const create = () => visitor.post("/api/trpc/restaurants.create", { data: { name: "Pōhutukawa" } });
  expect((await create()).status()).toBe(200);
  await db.$client`update auth.memberships set role = 'viewer' where user_id = ${person.id}`;
  expect((await create()).status()).toBe(403);
  await visitor.dispose();
});

test("wrong passwords are counted over a restart of the server", async ({ system }) => {
  const person = await newPerson();
  const visitor = await visit(system);
  for (let n = 0; n < 5; n += 1)
    expect((await signIn(visitor, { ...person, password: "not this one at all" })).status()).toBe(401);
  const pid = system.pidOf("web");
  process.kill(pid, "SIGKILL");
  await expect.poll(() => system.pidOf("web"), { timeout: 30_000 }).not.toBe(pid);
  const isUp = async () => (await visitor.get("/api/health").catch(() => undefined))?.status();
  await expect.poll(isUp, { timeout: 60_000 }).toBe(200);
  expect((await signIn(visitor, person)).status()).toBe(429);
  await visitor.dispose();
});

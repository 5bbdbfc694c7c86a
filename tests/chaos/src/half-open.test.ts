import { connect, type Database, disconnect } from "@pumpd/db";
import { isDatabaseAway } from "@pumpd/domain/jobs";
import { type TestDatabase, testDatabase } from "@pumpd/testing";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

let database: TestDatabase;
let proxy: TcpProxy;
let db: Database;
let owner: Database;

beforeAll(async () => {
  database = await testDatabase();
  const url = new URL(database.workerUrl);
  proxy = await openTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  owner = connect(database.ownerUrl, { applicationName: "test", max: 1 });
  db = connect(url.toString(), { applicationName: "watched", max: 1, statementTimeoutMs: 800, answerMs: 1_000 });
});
afterAll(async () => {
  await Promise.all([disconnect(db), disconnect(owner)]);
  await proxy.close();
  await database.drop();
});

const ask = () => db.execute(sql`select 1 as one`);

test("a question on a half-open connection fails in time, as if the server had gone, and the next one is answered", async () => {
  await ask();
  proxy.blackhole(0);
  const startedAt = performance.now();
  const thrown = await ask().catch((error: unknown) => error);
  expect(isDatabaseAway(thrown)).toBe(true);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  await expect(ask()).resolves.toEqual([{ one: 1 }]);
});

test("what a half-open connection held in a transaction is given back", async () => {
  const lost = db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(77)`);
    proxy.blackhole(0);
    await tx.execute(sql`select 1`);
  });
  await expect(lost).rejects.toThrow();
  await expect
    .poll(() => owner.execute(sql`select pg_try_advisory_lock(77) as is_free`), { timeout: 10_000, interval: 200 })
    .toEqual([{ is_free: true }]);
});

test("an idle connection is left alone, however long it has nothing to say", async () => {
  await ask();
  const [before] = await db.execute(sql`select pg_backend_pid() as pid`);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await expect(db.execute(sql`select pg_backend_pid() as pid`)).resolves.toEqual([before]);
});

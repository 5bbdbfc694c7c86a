import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { testDatabase } from "./test-database.ts";

const made: { drop(): Promise<void> }[] = [];
afterAll(async () => {
  for (const database of made) await database.drop();
});

async function database() {
  const one = await testDatabase();
  made.push(one);
  return one;
}

async function ask(url: string, query: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(query))];
  } finally {
    await sql.end();
  }
}

test("each caller gets a migrated database of its own", async () => {
  const [one, two] = await Promise.all([database(), database()]);
  await ask(one.ownerUrl, "create table only_here (id int)");
  await expect(ask(two.ownerUrl, "select from only_here")).rejects.toMatchObject({ code: "42P01" });
  await expect(ask(two.ownerUrl, "select from jobs")).resolves.toEqual([]);
});

test("a copy costs a fraction of the first", async () => {
  await database();
  const startedAt = performance.now();
  await database();
  expect(performance.now() - startedAt).toBeLessThan(500);
});

test("the apps' roles sign in, and neither is a superuser", async () => {
  const { webUrl, workerUrl } = await database();
  const who = "select current_user as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user";
  await expect(ask(webUrl, who)).resolves.toEqual([{ name: "pumpd_web", rolsuper: false, rolbypassrls: false }]);
  await expect(ask(workerUrl, who)).resolves.toEqual([{ name: "pumpd_worker", rolsuper: false, rolbypassrls: false }]);
});

test("dropping works while somebody is still connected", async () => {
  const { ownerUrl, drop } = await testDatabase();
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  await sql`select 1`;
  await drop();
  await expect(ask(ownerUrl, "select 1")).rejects.toMatchObject({ code: "3D000" });
  await sql.end({ timeout: 0 });
});

import { testDatabase } from "@pumpd/testing";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";

const uncaught: unknown[] = [];
const note = (error: unknown) => uncaught.push(error);
process.on("uncaughtException", note);
afterAll(() => {
  process.off("uncaughtException", note);
});

test("a connection that dies in a transaction rejects it, and the next one works (patches/postgres)", async () => {
  const database = await testDatabase();
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const other = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  for (let round = 0; round < 5; round += 1) {
    const transaction = sql.begin(async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await Promise.all([tx`select pg_sleep(30)`, other`select pg_terminate_backend(${row?.pid ?? 0})`]);
    });
    await expect(transaction).rejects.toThrow();
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  }
  await Promise.all([sql.end(), other.end()]);
  await database.drop();
  expect(uncaught).toEqual([]);
});

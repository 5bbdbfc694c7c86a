import { testDatabase } from "@pumpd/testing";
import postgres from "postgres";
import { expect, test } from "vitest";
import { stepAside } from "./step-aside.ts";

test("a migration that meets a busy table lets the others pass, and is done when the table is free", async () => {
  const database = await testDatabase();
  const connect = () => postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const [migrating, busy, passing] = [connect(), connect(), connect()];
  const isReading = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const reading = busy.begin(async (tx) => {
    await tx`select count(*) from jobs`;
    isReading.resolve();
    await mayEnd.promise;
  });
  await isReading.promise;

  const secondTry = Promise.withResolvers<void>();
  const migrated = stepAside(
    migrating,
    () => migrating.begin((tx) => tx`alter table jobs add column added_under_load text`),
    { lockMs: 100, restMs: 50, tries: 200, onTry: (nth) => nth === 2 && secondTry.resolve() },
  );
  await secondTry.promise;
  // Behind a waiter without a limit this would hang for as long as the reader reads.
  expect(await passing`select count(*)::int as jobs from jobs`).toEqual([{ jobs: 0 }]);
  mayEnd.resolve();
  await Promise.all([reading, migrated]);
  expect(await passing`select added_under_load from jobs`).toEqual([]);

  await Promise.all([migrating.end(), busy.end(), passing.end()]);
  await database.drop();
});

test("what fails for another reason fails at once", async () => {
  const database = await testDatabase();
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const tries: number[] = [];
  const work = () => sql`alter table nothing_of_this_name add column one text`;
  await expect(
    stepAside(sql, work, { lockMs: 100, restMs: 10, tries: 5, onTry: (nth) => tries.push(nth) }),
  ).rejects.toThrow("nothing_of_this_name");
  expect(tries).toEqual([1]);
  await sql.end();
  await database.drop();
});

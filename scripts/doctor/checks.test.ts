import { type TestDatabase, testDatabase } from "@pumpd/testing";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { examine, type Finding } from "./checks.ts";

let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await testDatabase();
  sql = postgres(database.ownerUrl, {
    max: 1,
    onnotice: () => {},
    connection: { default_transaction_read_only: true },
  });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

function find(findings: Finding[], about: string): Finding | undefined {
  return findings.find((finding) => finding.about === about);
}

test("a database that is up to date and empty is well", async () => {
  const findings = await examine({ sql, adminUrl: database.ownerUrl });
  expect(findings.filter(({ isWrong }) => isWrong)).toEqual([]);
  expect(find(findings, "Open jobs")?.says).toBe("none");
});

test("a database without our tables is told so, and nothing more is looked for", async () => {
  const bare = new URL(database.ownerUrl);
  bare.pathname = "/postgres";
  const other = postgres(bare.toString(), { max: 1, onnotice: () => {} });
  const findings = await examine({ sql: other, adminUrl: bare.toString() });
  await other.end();
  expect(findings.map(({ about, isWrong }) => `${about} ${isWrong}`)).toEqual(["Connection false", "Migrations true"]);
});

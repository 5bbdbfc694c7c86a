// npm run doctor: looks at the database and says what it sees. Changes nothing; safe while everything runs.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureDatabase, startPostgres } from "@pumpd/db/embedded";
import postgres from "postgres";
import { examine, type Finding } from "./doctor/checks.ts";
import { readEnv } from "./env.ts";
import { loadEnvFile } from "./up/load-env-file.ts";

loadEnvFile();
const env = readEnv();
try {
  const { adminUrl, leave } = await visitDatabase();
  try {
    report(await lookAt(adminUrl));
  } finally {
    await leave();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function visitDatabase(): Promise<{ adminUrl: string; leave(): Promise<void> }> {
  if (env.DATABASE_URL) return { adminUrl: env.DATABASE_URL, leave: async () => {} };
  const dataDir = join(env.DATA_DIR, "postgres");
  if (!existsSync(dataDir))
    throw new Error(`There is no database in ${env.DATA_DIR} yet: run npm start once, or set DATABASE_URL.`);
  const server = await startPostgres({ dataDir, preferredPort: 5433, durability: "safe" });
  const adminUrl = await ensureDatabase({ adminUrl: server.adminUrl, name: "pumpd" });
  // Whoever started it may still be at work.
  return { adminUrl, leave: async () => (server.isAdopted ? undefined : server.stop()) };
}

async function lookAt(adminUrl: string): Promise<Finding[]> {
  const sql = postgres(adminUrl, {
    max: 1,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { default_transaction_read_only: true },
  });
  try {
    return await examine({ sql, adminUrl });
  } finally {
    await sql.end();
  }
}

function report(findings: Finding[]): void {
  for (const { about, says, isWrong } of findings) console.log(`${isWrong ? "wrong" : "ok   "}  ${about}: ${says}`);
  if (findings.some(({ isWrong }) => isWrong)) process.exitCode = 1;
}

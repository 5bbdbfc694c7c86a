// npm run doctor: looks at the database and says what it sees. Changes nothing; safe while everything runs.
// npm run doctor -- --restored: once, after a backup was restored and before any worker starts: sends what ran or may
// have been sent since the backup to a person, because the portal may be ahead of what we remember.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { connect, disconnect } from "@pumpd/db";
import { ensureDatabase, startPostgres } from "@pumpd/db/embedded";
import { reviewRestored } from "@pumpd/domain/jobs";
import { listWorkers } from "@pumpd/domain/workers";
import postgres from "postgres";
import { examine, type Finding } from "./doctor/checks.ts";
import { readEnv } from "./env.ts";
import { loadEnvFile } from "./up/load-env-file.ts";

loadEnvFile();
const env = readEnv();
try {
  const { adminUrl, leave } = await visitDatabase();
  try {
    if (process.argv.includes("--restored")) await settleRestored(adminUrl);
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

async function settleRestored(adminUrl: string): Promise<void> {
  const db = connect(adminUrl, { applicationName: "doctor", max: 2 });
  try {
    const living = (await listWorkers(db)).filter(({ isAlive }) => isAlive);
    if (living.length > 0)
      throw new Error("A worker is running: stop it first, it would go on from what the backup says.");
    const { toReview, toLook } = await reviewRestored(db);
    console.log(`${toReview} jobs that ran now wait for a person; ${toLook} that wait will look at the portal first.`);
  } finally {
    await disconnect(db);
  }
}

function report(findings: Finding[]): void {
  for (const { about, says, isWrong } of findings) console.log(`${isWrong ? "wrong" : "ok   "}  ${about}: ${says}`);
  if (findings.some(({ isWrong }) => isWrong)) process.exitCode = 1;
}

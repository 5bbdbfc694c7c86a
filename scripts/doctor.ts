// npm run doctor: looks at the database and says what it sees. Changes nothing; safe while everything runs.
// npm run doctor -- --restored: once, after a backup was restored and before any worker starts: sends what ran or may
// have been sent since the backup to a person, because the portal may be ahead of what we remember.
import { connect, disconnect } from "@pumpd/db";
import { reviewRestored } from "@pumpd/domain/jobs";
import { listWorkers } from "@pumpd/domain/workers";
import postgres from "postgres";
import { examine, type Finding } from "./doctor/checks.ts";
import { readEnv } from "./env.ts";
import { loadEnvFile } from "./up/load-env-file.ts";
import { visitDatabase } from "./visit-database.ts";

loadEnvFile();
const env = readEnv();
try {
  const { adminUrl, leave } = await visitDatabase(env);
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

// npm run migrate: brings the database of DATABASE_URL up to date and gives the two roles of the apps their passwords
// (WEB_DATABASE_PASSWORD, WORKER_DATABASE_PASSWORD). Safe to repeat, and while everything runs: migrations only add.
import { migrate, provisionRoles } from "@pumpd/db/migrate";
import { readEnv } from "./env.ts";
import { loadEnvFile } from "./up/load-env-file.ts";
import { findSecrets } from "./up/secrets.ts";
import { visitDatabase } from "./visit-database.ts";

loadEnvFile();
try {
  const env = readEnv();
  const { webPassword: web, workerPassword: worker } = findSecrets(env);
  const { adminUrl, leave } = await visitDatabase(env);
  try {
    await migrate(adminUrl);
    await provisionRoles(adminUrl, { web, worker });
    console.log("The database is up to date.");
  } finally {
    await leave();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

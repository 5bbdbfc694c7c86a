// npm run first-admin -- ana@kitchens.example "South & Tide": prints a link with which Ana becomes the first admin of South & Tide.
// Makes the organisation when there is none of that name. The link is good once and for seven days.
import { connect, disconnect } from "@pumpd/db";
import { readEnv } from "./env.ts";
import { inviteFirstAdmin } from "./first-admin/invite-first-admin.ts";
import { loadEnvFile } from "./up/load-env-file.ts";
import { visitDatabase } from "./visit-database.ts";

loadEnvFile();
try {
  const env = readEnv();
  const [email, organisation] = process.argv.slice(2);
  if (!email || !organisation)
    throw new Error('Whose, and of what? npm run first-admin -- ana@kitchens.example "South & Tide"');
  const { adminUrl, leave } = await visitDatabase(env);
  const db = connect(adminUrl, { applicationName: "first admin", max: 1 });
  try {
    const token = await inviteFirstAdmin(db, { email, organisation, portalUrl: env.PORTAL_URL });
    console.log(`${(env.WEB_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, "")}/join#${token}`);
  } finally {
    await disconnect(db);
    await leave();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

// npm run vault -- rotate: a new key for portal passwords and webhook secrets, while everything runs. Stopped halfway it is run
// again and goes on. npm run vault -- retire: deletes the old private keys that nothing needs any more, ten minutes later.
import { connect, disconnect } from "@pumpd/db";
import { addKey, resealAll, retireKeys } from "@pumpd/domain/vault/rotate";
import { readEnv } from "./env.ts";
import { findKeys } from "./up/find-keys.ts";
import { loadEnvFile } from "./up/load-env-file.ts";
import { visitDatabase } from "./visit-database.ts";

loadEnvFile();
try {
  const [what] = process.argv.slice(2);
  if (what !== "rotate" && what !== "reseal" && what !== "retire")
    throw new Error("What shall be done? npm run vault -- rotate | reseal | retire");
  const env = readEnv();
  const keys = await findKeys(env);
  const { adminUrl, leave } = await visitDatabase(env);
  const db = connect(adminUrl, { applicationName: "vault", max: 1 });
  try {
    if (what === "rotate") console.log(`Sealing with ${(await addKey(keys)).keyId} from now on.`);
    if (what === "retire") sayRetired(await retireKeys(db, keys));
    else saySealed(await resealAll(db, keys));
  } finally {
    await disconnect(db);
    await leave();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function saySealed({ resealed, broken }: Awaited<ReturnType<typeof resealAll>>): void {
  console.log(`${resealed} secrets are sealed with today's key now.`);
  if (broken.length === 0) return;
  console.error(`${broken.length} open with no key we have: ${broken.join(", ")}. Enter these anew.`);
  process.exitCode = 1;
}

function sayRetired({ gone, inUse }: Awaited<ReturnType<typeof retireKeys>>): void {
  console.log(gone.length === 0 ? "There was no old key to delete." : `Deleted ${gone.join(", ")}.`);
  if (inUse.length > 0) console.log(`Still in use: ${inUse.join(", ")}. Run npm run vault -- reseal first.`);
}

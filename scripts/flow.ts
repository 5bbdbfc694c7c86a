// npm run flow -- <type> input.json [--headed] [--keep-open] [--look]: one flow from a file, beside queue and database.
// Against a simulator of its own, or --portal <url> with --account <login> (from the vault) or --credentials <file>.
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import type { Ending } from "@pumpd/automations/ports";
import { readEnv, type ScriptsEnv } from "./env.ts";
import { type Credentials, openFromVault, readCredentials } from "./flow/portal-password.ts";
import { readRequest } from "./flow/read-request.ts";
import { runOneFlow } from "./flow/run-one-flow.ts";
import { findKeys } from "./up/find-keys.ts";
import { loadEnvFile } from "./up/load-env-file.ts";
import { visitDatabase } from "./visit-database.ts";

const USAGE =
  "usage: npm run flow -- <type> input.json [--headed] [--keep-open] [--look] [--portal <url> --account <login> | --credentials <file>]";

loadEnvFile();
try {
  const { values, positionals } = parseArgs({
    options: {
      headed: { type: "boolean", default: false },
      "keep-open": { type: "boolean", default: false },
      look: { type: "boolean", default: false },
      portal: { type: "string" },
      account: { type: "string" },
      credentials: { type: "string" },
    },
    allowPositionals: true,
  });
  const [type, file] = positionals;
  if (!type || !file || positionals.length > 2) throw new Error(USAGE);
  const ending = await runOneFlow({
    type,
    request: readRequest(file),
    portal: values.portal ? { url: values.portal, credentials: await credentialsOf(values, readEnv()) } : undefined,
    isHeaded: values.headed || values["keep-open"],
    isLook: values.look,
    beforeClose: values["keep-open"] ? untilEnter : undefined,
    say: (line) => console.log(line),
  });
  console.log(JSON.stringify(ending, null, 2));
  process.exitCode = isGood(ending) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function credentialsOf(
  { account, credentials }: { account?: string | undefined; credentials?: string | undefined },
  env: ScriptsEnv,
): Promise<Credentials> {
  if (credentials) return readCredentials(credentials);
  if (!account) throw new Error(`--portal wants --account or --credentials.\n${USAGE}`);
  const { adminUrl, leave } = await visitDatabase(env);
  try {
    const { privateKeysDir } = await findKeys(env);
    return await openFromVault({ adminUrl, privateKeysDir, login: account });
  } finally {
    await leave();
  }
}

function isGood(ending: Ending): boolean {
  return ending.kind === "inspected" || (ending.kind === "finished" && ending.outcome === "success");
}

async function untilEnter(): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  await terminal.question("The browser stays as it is; nothing can be sent from it. Enter closes it. ");
  terminal.close();
}

// npm start and npm run dev: everything one needs to work with the admin on this machine, until Ctrl-C.
import { mkdirSync } from "node:fs";
import { resolveChromium } from "@pumpd/automations/browser";
import { readEnv, type ScriptsEnv } from "./env.ts";
import { type Addresses, type Given, type Ports, simulatorSpec, webSpec, workerSpec } from "./up/apps.ts";
import { buildWeb } from "./up/build-web.ts";
import { type AppSpec, Child } from "./up/child.ts";
import { openDatabase } from "./up/database.ts";
import { type Demo, prepareDemo } from "./up/demo.ts";
import { findKeys } from "./up/find-keys.ts";
import { findPorts } from "./up/find-ports.ts";
import { loadEnvFile } from "./up/load-env-file.ts";
import { RunFile } from "./up/run-file.ts";
import { findSecrets } from "./up/secrets.ts";
import { Stopping } from "./up/stopping.ts";

const startedAt = performance.now();
const say = (line: string) => console.log(line);
const stopping = new Stopping(say);

try {
  loadEnvFile();
  const starting = up(readEnv(), process.argv.includes("--dev") ? "dev" : "start");
  stopping.during(starting);
  await starting;
} catch (error) {
  // A stop in the middle of the start makes things fail that were just starting: that is no news.
  if (!stopping.isAsked) await stopping.fail(error);
}

async function up(env: ScriptsEnv, mode: "start" | "dev"): Promise<void> {
  // Passable for the account that runs Postgres, to be looked around in by nobody else.
  mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o711 });
  const runFile = new RunFile(env.DATA_DIR);
  const { leftovers } = await runFile.claim();
  stopping.last(async () => runFile.clear());
  if (leftovers.length > 0) say(`Ended what the last start left behind: ${leftovers.join(", ")}.`);

  const secrets = findSecrets(env);
  const keys = await findKeys(env);
  const ports = await findPorts(env, say);
  const addresses = addressesOf(env, ports);

  // The longest part first, beside everything that does not need it.
  const built =
    mode === "start" ? buildWeb({ directory: env.WEB_BUILD_DIR, say, signal: stopping.signal }) : Promise.resolve();
  built.catch(() => {});
  const database = await openDatabase({ env, secrets, say, onLost: (reason) => void stopping.fail(reason) });
  stopping.last(() => database.stop());
  const given: Given = {
    env,
    ports,
    addresses,
    keys,
    mode,
    authSecret: secrets.authSecret,
    databaseUrls: { web: database.webUrl, worker: database.workerUrl },
  };

  const start = async (spec: AppSpec) => {
    const child = new Child(spec, { say, note: (name, pid) => runFile.note(name, pid) });
    stopping.first(spec.name, (hurry) => child.stop(hurry));
    await child.start();
  };
  const startWeb = built.then(() => start(webSpec(given)));
  startWeb.catch(() => {});
  if (addresses.simulatorControlUrl) await start(simulatorSpec(given));
  const demo = await prepareDemo({
    env,
    adminUrl: database.adminUrl,
    addresses,
    keys,
    say,
  });
  await start(workerSpec(given));
  await startWeb;
  sayReady(addresses, demo);
  await prepareBrowser();
}

function addressesOf(env: ScriptsEnv, ports: Ports): Addresses {
  const hasSimulator = env.APP_ENV !== "production" && !env.PORTAL_URL;
  if (!hasSimulator && !env.PORTAL_URL)
    throw new Error("APP_ENV=production has no simulator: set PORTAL_URL to the portal's admin address.");
  const simulatorUrl = `http://admin.simulator.localhost:${ports.simulator}`;
  return {
    webUrl: env.WEB_URL ?? `http://localhost:${ports.web}`,
    workerUrl: `http://127.0.0.1:${ports.worker}`,
    portalUrl: env.PORTAL_URL ?? simulatorUrl,
    simulatorControlUrl: hasSimulator ? `http://127.0.0.1:${ports.simulator}/__simulator` : undefined,
  };
}

function sayReady({ webUrl }: Addresses, demo: Demo | undefined): void {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const signIn = demo ? `  Sign in as ${demo.email} with ${demo.password}` : "";
  say(`Ready  ${webUrl}${signIn}  (${seconds} s; Ctrl-C stops everything)`);
}

// After Ready, because it may take a minute; jobs wait for it.
async function prepareBrowser(): Promise<void> {
  const found = await resolveChromium({ install: "never" }).catch(() => undefined);
  if (found || stopping.isAsked) return;
  say("There is no browser yet: installing one in the background. Jobs wait until it is there.");
  const installed = await resolveChromium({ install: "if-missing" }).catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
  });
  if (installed) say("The browser is installed.");
}

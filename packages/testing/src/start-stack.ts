import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { refuseCanaryInFiles } from "./canary.ts";
import { controlOf, type SimulatorControl } from "./start-simulator.ts";
import { type TestDatabase, testDatabase } from "./test-database.ts";
import { findProcesses, watchProcesses } from "./watch-processes.ts";

const repository = join(dirname(fileURLToPath(import.meta.url)), "../../..");
/** Where tests build the admin to, inside of apps/web. */
export const webBuildDir = ".next-test";
const demoSchema = z.object({
  url: z.string(),
  portalUrl: z.string(),
  workerUrl: z.string(),
  email: z.string(),
  password: z.string(),
  apiKey: z.string(),
  restaurantId: z.string(),
});
const runSchema = z.object({ children: z.record(z.string(), z.object({ pid: z.number() })) });

export type Stack = z.infer<typeof demoSchema> & {
  dataDir: string;
  ownerUrl: string;
  simulator: SimulatorControl;
  /** The process of an app right now; another one after a restart. */
  pidOf(app: "web" | "worker" | "simulator"): number;
  stop(): Promise<void>;
};

export type StartStack = {
  /** More environment, as a person would give it to `npm start`. */
  env?: { [name: string]: string };
};

/** With a build of the admin in it, on a busy machine. */
const limitMs = 300_000;

/** What `npm start` starts, on free ports, with a database and a data directory of its own. Kills and restarts included. */
export async function startStack({ env = {} }: StartStack = {}): Promise<Stack> {
  const database = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "pumpd-stack-"));
  const up = spawnUp({ database, dataDir, env });
  const watch = watchProcesses(up.pid ?? 0);
  const end = async () => {
    try {
      watch.stop();
    } finally {
      await stopUp(up);
      await forget({ database, dataDir });
    }
  };
  try {
    await untilReady(up);
    const demo = demoSchema.parse(JSON.parse(readFileSync(join(dataDir, "demo.json"), "utf8")));
    return {
      ...demo,
      dataDir,
      ownerUrl: database.ownerUrl,
      simulator: controlOf(Number(new URL(demo.portalUrl).port)),
      pidOf: (app) => readPid(dataDir, app),
      stop: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Nothing that was written may hold a portal password: no log, no picture, no table. */
async function forget({ database, dataDir }: { database: TestDatabase; dataDir: string }): Promise<void> {
  try {
    refuseCanaryInFiles(dataDir);
  } finally {
    for (const directory of [dataDir, browsersOf(dataDir)]) rmSync(directory, { recursive: true, force: true });
    await database.drop();
  }
}

/** Beside the data, so that no browser of another stack is taken for one of ours. */
const browsersOf = (dataDir: string) => `${dataDir}-browsers`;

/** The browser processes of a stack's workers that are still there, also of workers that are gone. Linux only. */
export function findBrowsers(dataDir: string): number[] {
  return findProcesses(`--user-data-dir=${browsersOf(dataDir)}`);
}

type SpawnUp = { database: TestDatabase; dataDir: string; env: { [name: string]: string } };

function spawnUp({ database, dataDir, env }: SpawnUp): ChildProcess {
  // The roles belong to the whole test server: with other passwords every other test on it would be locked out.
  const passwordIn = (url: string) => new URL(url).password;
  const ours = {
    APP_ENV: "demo",
    DATA_DIR: dataDir,
    WORKER_TEMP_DIR: browsersOf(dataDir),
    DATABASE_URL: database.ownerUrl,
    WEB_DATABASE_PASSWORD: passwordIn(database.webUrl),
    WORKER_DATABASE_PASSWORD: passwordIn(database.workerUrl),
    PORT: "0",
    WORKER_PORT: "0",
    SIMULATOR_PORT: "0",
    WEB_BUILD_DIR: webBuildDir,
  };
  return spawn(process.execPath, [join(repository, "scripts/up.ts")], {
    cwd: repository,
    env: { ...process.env, ...ours, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function untilReady(up: ChildProcess): Promise<void> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The stack ${why}:\n${said.join("\n")}`));
    const limit = setTimeout(() => fail(`was not ready within ${limitMs / 1000} s`), limitMs);
    for (const stream of [up.stdout, up.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        if (line.startsWith("Ready")) resolve();
      });
    }
    up.once("exit", (code) => fail(`ended with code ${code}`));
    up.once("exit", () => clearTimeout(limit));
    limit.unref();
  });
}

function stopUp(up: ChildProcess): Promise<void> {
  if (up.exitCode !== null || up.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    up.once("exit", () => resolve());
    up.kill("SIGTERM");
  });
}

function readPid(dataDir: string, app: string): number {
  const { children } = runSchema.parse(JSON.parse(readFileSync(join(dataDir, "run.json"), "utf8")));
  const found = children[app];
  if (!found) throw new Error(`${app} was never started in ${dataDir}.`);
  return found.pid;
}

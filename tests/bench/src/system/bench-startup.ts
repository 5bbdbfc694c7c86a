import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { webBuildDir } from "@pumpd/testing";
import type { Measure } from "../harness/measure.ts";

const repository = join(import.meta.dirname, "../../../..");
const up = join(repository, "scripts/up.ts");
const anyPorts = { PORT: "0", WORKER_PORT: "0", SIMULATOR_PORT: "0" };

/** M15: from the command to Ready, with the admin built: once with nothing there yet, then again. */
export async function benchStartup(): Promise<Measure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "pumpd-bench-up-"));
  const start = (dir: string) =>
    untilReady({
      command: [process.execPath, up],
      env: { APP_ENV: "demo", DATA_DIR: dir, DATABASE_URL: "", WEB_BUILD_DIR: webBuildDir },
    });
  try {
    // The first builds the admin where its sources have changed.
    await start(mkdtempSync(join(dataDir, "build-")));
    const first = await start(join(dataDir, "data"));
    const warm = await start(join(dataDir, "data"));
    return [
      {
        id: "M15.first",
        name: "First start, admin built: initdb, migrations, demo → Ready",
        value: first,
        unit: "s",
        goal: { of: "value", atMost: 8 },
      },
      { id: "M15.warm", name: "Warm start → Ready", value: warm, unit: "s", goal: { of: "value", atMost: 6 } },
    ];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A newcomer's first command, of what is committed: the toolchain and all packages fetched, the admin built, started. */
export async function benchFreshClone(): Promise<Measure[]> {
  const dir = mkdtempSync(join(tmpdir(), "pumpd-bench-fresh-"));
  const clone = join(dir, "pumpd");
  try {
    const { status, stderr } = spawnSync("git", ["clone", "--quiet", repository, clone], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return [
      {
        id: "M15.fresh",
        name: "Fresh clone, npm start → Ready",
        value: await untilReady({ command: ["npm", "start"], cwd: clone, env: { DATABASE_URL: "" } }),
        unit: "s",
        goal: { of: "value", atMost: 40 },
        note: "fetching packages and building the admin are nearly all of it",
      },
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

type Start = { command: readonly [string, ...string[]]; cwd?: string; env: NodeJS.ProcessEnv };

/** Seconds; ends what it started. */
async function untilReady({ command: [program, ...args], cwd, env }: Start): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env, ...anyPorts },
    stdio: ["ignore", "pipe", "inherit"],
    // a group of its own, so that a shell between us and the program does not keep the signal to itself
    detached: true,
  });
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  let seconds = Number.NaN;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith("Ready")) continue;
    seconds = (performance.now() - startedAt) / 1_000;
    if (child.pid) process.kill(-child.pid, "SIGTERM");
  }
  await gone;
  if (Number.isNaN(seconds)) throw new Error("npm start ended before it was ready");
  return seconds;
}

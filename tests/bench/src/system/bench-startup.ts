import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { webBuildDir } from "@pumpd/testing";
import type { Measure } from "../harness/measure.ts";

const up = join(import.meta.dirname, "../../../../scripts/up.ts");

/** M15: from the command to Ready, with the admin built: once with nothing there yet, then again. */
export async function benchStartup(): Promise<Measure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "pumpd-bench-up-"));
  try {
    // The first builds the admin where its sources have changed.
    await untilReady(mkdtempSync(join(dataDir, "build-")));
    const first = await untilReady(join(dataDir, "data"));
    const warm = await untilReady(join(dataDir, "data"));
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

/** Seconds; ends what it started. */
async function untilReady(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  const env = {
    ...process.env,
    APP_ENV: "demo",
    DATA_DIR: dataDir,
    DATABASE_URL: "",
    PORT: "0",
    WORKER_PORT: "0",
    SIMULATOR_PORT: "0",
    WEB_BUILD_DIR: webBuildDir,
  };
  const child = spawn(process.execPath, [up], { env, stdio: ["ignore", "pipe", "inherit"] });
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  let seconds = Number.NaN;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith("Ready")) continue;
    seconds = (performance.now() - startedAt) / 1_000;
    child.kill("SIGTERM");
  }
  await gone;
  if (Number.isNaN(seconds)) throw new Error("npm start ended before it was ready");
  return seconds;
}

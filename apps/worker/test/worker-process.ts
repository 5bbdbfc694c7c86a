import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { testKeys } from "@pumpd/testing";
import { onTestFinished } from "vitest";
import type { Scene } from "./scene.ts";

export type WorkerProcess = {
  pid: number;
  child: ChildProcess;
  /** what it has logged so far */
  lines: string[];
  /** exit code, or the signal's name */
  ended: Promise<number | string>;
};

const main = fileURLToPath(new URL("fixtures/main.ts", import.meta.url));

/** A worker in a process of its own, with a lease of 5 s. */
export async function spawnWorker(
  scene: Pick<Scene, "workerUrl" | "dataDir">,
  env: Readonly<Record<string, string>> = {},
): Promise<WorkerProcess> {
  const { privateKeysDir } = await testKeys();
  const { PATH, HOME, CHROMIUM_PATH } = process.env;
  const child = spawn(process.execPath, [main], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH,
      HOME,
      CHROMIUM_PATH,
      APP_ENV: "test",
      DATABASE_URL: scene.workerUrl,
      WORKER_PORT: "0",
      PRIVATE_KEYS_DIR: privateKeysDir,
      ARTIFACTS_DIR: join(scene.dataDir, "artifacts"),
      WORKER_TEMP_DIR: join(scene.dataDir, "browsers"),
      WORKER_LEASE_MS: "5000",
      WORKER_HEARTBEAT_MS: "500",
      WORKER_RECONCILE_MS: "500",
      WORKER_PROBE_MS: "3000",
      PORTAL_SPACING_MS: "0",
      ...env,
    },
  });
  const lines: string[] = [];
  if (child.stdout)
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      if (process.env.TEST_LOG === "1") console.log(line);
    });
  const ended = new Promise<number | string>((resolve) => {
    child.once("exit", (code, signal) => resolve(code ?? signal ?? "gone"));
  });
  // Also when the test fails half-way: nothing of it may live on.
  onTestFinished(() => void child.kill("SIGKILL"));
  return { pid: child.pid ?? 0, child, lines, ended };
}

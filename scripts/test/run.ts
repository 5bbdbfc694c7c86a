import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { repository } from "../repository.ts";

export type Run = { tool: string; args: string[]; env?: { [name: string]: string } };

/** Where each tool really is: no PATH, no shell, no wrapper in between. */
export const tools = {
  biome: join(repository, "node_modules/@biomejs/biome/bin/biome"),
  chaos: join(repository, "tests/chaos/src/main.ts"),
  knip: join(repository, "node_modules/knip/bin/knip.js"),
  playwright: join(repository, "node_modules/@playwright/test/cli.js"),
  turbo: join(repository, "node_modules/turbo/bin/turbo"),
  typescript: join(repository, "node_modules/typescript/bin/tsc"),
  vitest: join(repository, "node_modules/vitest/vitest.mjs"),
};

/** Runs one of our tools with its output on ours; resolves with whether it ended well. */
export function run({ tool, args, env }: Run): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tool, ...args], {
      cwd: repository,
      env: { ...toolEnv(), ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    const stopPassingOn = passSignalsTo(child);
    child.once("error", reject);
    child.once("exit", (code) => {
      stopPassingOn();
      resolve(code === 0);
    });
  });
}

/**
 * A stop ends the tool first: it has servers and browsers of its own to end. SIGINT, because that is what all of them take
 * as "clean up and go". In a terminal Ctrl-C reaches them by itself, and a second one would mean "at once".
 */
function passSignalsTo(child: ChildProcess): () => void {
  let isStopping = false;
  const passOn = (signal: NodeJS.Signals) => {
    isStopping = true;
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill("SIGINT");
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, passOn);
  return () => {
    for (const signal of signals) process.off(signal, passOn);
    if (isStopping) process.exit(130);
  };
}

/** The same in another folder; resolves with what it said, rejects with that if it did not end well. */
export function runQuietly({ tool, args, cwd }: { tool: string; args: string[]; cwd: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...toolEnv(), NO_COLOR: "1" };
    const child = spawn(process.execPath, [tool, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
    }
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve(said) : reject(new Error(said))));
  });
}

/** Tests make their own database, keys and secrets: a developer's own must not leak into them. */
function toolEnv(): NodeJS.ProcessEnv {
  const ours =
    /^(DATABASE_URL|WEB_DATABASE_PASSWORD|WORKER_DATABASE_PASSWORD|AUTH_SECRET|DATA_DIR|PORT|WORKER_PORT|SIMULATOR_PORT|WEB_URL|PORTAL_URL|SEALING_KEY_FILE|PRIVATE_KEYS_DIR|ARTIFACTS_DIR|DEBUG_MODE|HEADLESS|NODE_ENV)$/;
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
  return { ...kept, APP_ENV: "test", NEXT_TELEMETRY_DISABLED: "1", TURBO_TELEMETRY_DISABLED: "1" };
}

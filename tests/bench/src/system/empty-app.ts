import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { findFreePort } from "@pumpd/db/embedded";

const place = join(import.meta.dirname, "../../empty-app");
const next = createRequire(import.meta.url).resolve("next/dist/bin/next");

/** Next, tRPC and React Query with a page that says hello, built and served as ours is: the floor of such an app. */
export async function startEmptyApp(): Promise<{ url: string; stop: () => Promise<void> }> {
  await untilEnded(run(["build"]));
  const port = await findFreePort(45_000);
  const server = run(["start", "-p", String(port)]);
  const url = `http://localhost:${port}/`;
  while (!(await fetch(url).catch(() => undefined))?.ok) {
    if (server.exitCode !== null) throw new Error("the empty app did not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    stop: async () => {
      const gone = untilEnded(server).catch(() => {});
      server.kill("SIGTERM");
      await gone;
    },
  };
}

function run(args: readonly string[]) {
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  return spawn(process.execPath, [next, ...args], { cwd: place, env, stdio: "ignore" });
}

function untilEnded(child: ReturnType<typeof run>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`next ended with ${code}`))));
  });
}

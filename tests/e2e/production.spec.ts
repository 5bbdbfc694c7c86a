import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { webBuildDir } from "@pumpd/testing";
import { expect, test } from "./fixtures.ts";

const web = join(import.meta.dirname, "../../apps/web");
const OWN_SECRET = "nR7vqK2mXw9tB4zLp8sYd3hJf6gCeu1A";
const PLACEHOLDER = "change-me-change-me-change-me-change-me";

/** The build as it is served in production, until it ends or answers. */
function startWeb(env: Record<string, string>): Promise<{ hasEnded: boolean; said: string }> {
  const child = spawn(process.execPath, [join(web, "node_modules/next/dist/bin/next"), "start", "-p", "0"], {
    cwd: web,
    env: { PATH: process.env.PATH, NODE_ENV: "production", APP_ENV: "production", WEB_BUILD_DIR: webBuildDir, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  let hasAnswered = false;
  return new Promise((resolve) => {
    const hear = (text: Buffer) => {
      said += text.toString();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    const asking = setInterval(async () => {
      const port = /http:\/\/localhost:(\d+)/.exec(said)?.[1];
      const answer = port && (await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined));
      if (!answer) return;
      hasAnswered = true;
      child.kill("SIGKILL");
    }, 200);
    child.once("exit", () => {
      clearInterval(asking);
      resolve({ hasEnded: !hasAnswered, said });
    });
  });
}

test("production does not come up with a secret that everybody knows, with a demo's key, or with something missing", async ({
  system,
}) => {
  const keys = join(system.dataDir, "keys/public");
  const enough = {
    DATABASE_URL: "postgres://pumpd_web@127.0.0.1:9/none",
    WEB_URL: "https://pumpd.example",
    AUTH_SECRET: OWN_SECRET,
    SEALING_KEY_FILE: join(keys, readdirSync(keys)[0] ?? "none"),
    ARTIFACTS_DIR: join(system.dataDir, "artifacts"),
  };
  for (const [wrong, why] of [
    [{ AUTH_SECRET: PLACEHOLDER }, "AUTH_SECRET is a placeholder that everybody knows"],
    [{ AUTH_SECRET: "short" }, "AUTH_SECRET needs at least 32 characters"],
    [{ AUTH_SECRET: "" }, "AUTH_SECRET"],
    [{}, "is the key of a demo"],
  ] as const) {
    const { hasEnded, said } = await startWeb({ ...enough, ...wrong });
    expect([why, hasEnded]).toEqual([why, true]);
    expect(said).toContain(why);
    expect(said).not.toContain(OWN_SECRET);
  }
});

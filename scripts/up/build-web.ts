import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { childEnv } from "../env.ts";
import { repository } from "../repository.ts";
import type { Say } from "./child.ts";

const web = join(repository, "apps/web");
/** What ends up in the build: the app, and the packages it may import. */
const sources = [
  "apps/web",
  "packages/model",
  "packages/db",
  "packages/domain",
  "packages/api",
  "packages/automations",
];
const notSources = new Set(["node_modules", ".next", ".next-test", ".turbo", "test", "coverage"]);

/** `directory`: where to, inside of apps/web. */
type BuildWeb = { directory: string; say: Say; signal?: AbortSignal };

/** Builds the admin unless its sources are the ones it was built from. */
export async function buildWeb({ directory, say, signal }: BuildWeb): Promise<"built" | "unchanged"> {
  const stampFile = join(web, directory, "sources-stamp");
  const stamp = stampOfSources();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return "unchanged";
  say("Building the admin ...");
  await runNextBuild(directory, signal);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
  return "built";
}

function stampOfSources(): string {
  const hash = createHash("sha256");
  const files = sources.flatMap((folder) => listFiles(join(repository, folder)));
  for (const file of [...files, join(repository, "pnpm-lock.yaml")].sort()) {
    hash.update(relative(repository, file)).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex");
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return notSources.has(entry.name) ? [] : listFiles(path);
    // Written by Next itself while it builds.
    const isSource =
      entry.isFile() && entry.name !== "next-env.d.ts" && !/\.(test|spec)\.tsx?$|\.tsbuildinfo$/.test(entry.name);
    return isSource ? [path] : [];
  });
}

function runNextBuild(directory: string, signal: AbortSignal | undefined): Promise<void> {
  const next = join(web, "node_modules/next/dist/bin/next");
  const env = childEnv([], {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    WEB_BUILD_DIR: directory,
  });
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [next, "build"], {
      cwd: web,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
    }
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`The admin could not be built:\n${said.trim()}`)),
    );
  });
}

import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const repository = join(dirname(fileURLToPath(import.meta.url)), "../../../..");
const lastResort = join(repository, ".toolchain", "chromium");
const lastResortPackage = "@sparticuz/chromium@153.0.0";

/** Where the last resort ends up once it is installed. */
export const unpackedChromium = join(lastResort, "unpacked", "chromium");

type Command = { program: string; args: string[]; cwd?: string; extraEnv?: { [name: string]: string } };

/**
 * Tries the ways that fit this machine until one works; the caller looks afterwards whether there is a browser now.
 * The order avoids failures that cost seconds.
 */
export async function installChromium(mode: "headless" | "window"): Promise<void> {
  for (const way of waysToInstall(mode)) {
    if (await runAll(way)) return;
  }
}

function waysToInstall(mode: "headless" | "window"): Command[][] {
  const ways: Command[][] = [];
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) ways.push(fromApt(mode));
  ways.push(fromPlaywright(mode));
  // Headless only, and built for one platform.
  if (mode === "headless" && process.platform === "linux" && process.arch === "x64") ways.push(fromNpm());
  return ways;
}

function fromApt(mode: "headless" | "window"): Command[] {
  const extraEnv = { DEBIAN_FRONTEND: "noninteractive" };
  const browser = mode === "window" ? "chromium" : "chromium-headless-shell";
  return [
    { program: "apt-get", args: ["update", "-qq"], extraEnv },
    {
      program: "apt-get",
      args: ["install", "-y", "-qq", "--no-install-recommends", browser, "fonts-liberation"],
      extraEnv,
    },
  ];
}

function fromPlaywright(mode: "headless" | "window"): Command[] {
  const cli = join(dirname(require.resolve("playwright-core/package.json")), "cli.js");
  return [
    { program: process.execPath, args: [cli, "install", "chromium", ...(mode === "headless" ? ["--only-shell"] : [])] },
  ];
}

// Its own launch arguments switch web security off: only the binary is taken.
function fromNpm(): Command[] {
  mkdirSync(join(lastResort, "unpacked"), { recursive: true });
  const unpack = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();';
  return [
    {
      program: "npm",
      args: [
        "install",
        "--prefix",
        lastResort,
        "--no-save",
        "--no-package-lock",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        lastResortPackage,
      ],
    },
    // It unpacks into the temp directory, which others may write to and the next boot empties.
    {
      program: process.execPath,
      args: ["--input-type=module", "-e", unpack],
      cwd: lastResort,
      extraEnv: { TMPDIR: join(lastResort, "unpacked") },
    },
  ];
}

async function runAll(commands: Command[]): Promise<boolean> {
  for (const command of commands) {
    if (!(await run(command))) return false;
  }
  return true;
}

// What these tools print is noise unless they fail; then the next way is tried, so it is never shown.
function run({ program, args, cwd, extraEnv }: Command): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: cwd ?? repository,
      env: { ...installerEnv(), ...extraEnv },
      stdio: "ignore",
    });
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}

// Only what an installer needs to find its way: no database URL, no key.
function installerEnv(): { [name: string]: string } {
  const wanted = /^(PATH|HOME|LANG|TMPDIR|npm_config_.*|NODE_EXTRA_CA_CERTS|PLAYWRIGHT_.*|(https?|no|all)_proxy)$/i;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value && wanted.test(name) ? [[name, value]] : [])),
  );
}

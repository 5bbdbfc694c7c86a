import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startPostgres } from "@pumpd/db/embedded";
import postgres from "postgres";
import { isAlive, markOf, withLock } from "./with-lock.ts";

const repository = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const preferredPort = 54_400;

/** Databases of tests; the ones of a run that was killed are removed by the next one. */
export const clonePrefix = "test_";

/**
 * One real server per checkout and user for all test processes, in the temp directory. Whoever needs it first starts it;
 * the last test run to end stops it. TEST_DATABASE_URL replaces it by a server of your own.
 */
export async function openPostgres(): Promise<{ adminUrl: string; home: string }> {
  const home = sharedHome();
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { adminUrl: given, home };
  return withLock(join(home, "lock"), async () => {
    const { adminUrl } = await startPostgres({ dataDir: join(home, "postgres"), preferredPort, durability: "test" });
    if (existsSync(join(home, "sweep"))) await dropLeftovers(adminUrl);
    rmSync(join(home, "sweep"), { force: true });
    return { adminUrl, home };
  });
}

/**
 * A test run says that it may use the server, so that another run that ends meanwhile does not stop it. The run and not
 * its worker processes, which come and go.
 */
export async function usePostgres(): Promise<void> {
  const home = sharedHome();
  await withLock(join(home, "lock"), async () => {
    if (liveUsers(home).length === 0) writeFileSync(join(home, "sweep"), "");
    writeFileSync(join(home, "users", String(process.pid)), markOf(process.pid));
  });
}

/** A test run is over. Nobody left: the server stops. */
export async function releasePostgres(): Promise<void> {
  const home = sharedHome();
  await withLock(join(home, "lock"), async () => {
    rmSync(join(home, "users", String(process.pid)), { force: true });
    if (process.env.TEST_DATABASE_URL || liveUsers(home).length > 0) return;
    if (!isStarted(home)) return;
    const server = await startPostgres({ dataDir: join(home, "postgres"), preferredPort, durability: "test" });
    await server.stop();
  });
}

function isStarted(home: string): boolean {
  return readdirSync(home).includes("postgres") && readdirSync(join(home, "postgres")).includes("postmaster.pid");
}

/** 0711: the account that runs Postgres must get through, nobody may look around. */
export function sharedHome(): string {
  const mark = createHash("sha256").update(`${repository} ${userInfo().uid}`).digest("hex").slice(0, 12);
  const home = join(tmpdir(), `pumpd-test-${mark}`);
  mkdirSync(join(home, "users"), { recursive: true, mode: 0o711 });
  return home;
}

function liveUsers(home: string): string[] {
  const folder = join(home, "users");
  return readdirSync(folder).filter((name) => {
    const isUser = isAlive(readMark(join(folder, name)));
    if (!isUser) rmSync(join(folder, name), { force: true });
    return isUser;
  });
}

function readMark(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

async function dropLeftovers(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const left = await sql<
      { datname: string }[]
    >`select datname from pg_database where starts_with(datname, ${clonePrefix})`;
    for (const { datname } of left) await sql`drop database ${sql(datname)} with (force)`;
  } finally {
    await sql.end();
  }
}

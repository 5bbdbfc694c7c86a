import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrate, provisionRoles } from "@pumpd/db/migrate";
import postgres from "postgres";
import { refuseCanaryInDatabase } from "./canary.ts";
import { clonePrefix, openPostgres } from "./shared-postgres.ts";
import { withLock } from "./with-lock.ts";

export type TestDatabase = {
  name: string;
  /** Owns everything and is not bound by row level security: for setting a scene and for looking behind it. */
  ownerUrl: string;
  webUrl: string;
  workerUrl: string;
  /** Looks through every table for a portal password that leaked, and throws after the drop if there is one. */
  drop(): Promise<void>;
};

/** A database of its own with all migrations, in about 20 ms: a copy of a template that is migrated once per schema. */
export async function testDatabase(): Promise<TestDatabase> {
  const { adminUrl, home } = await openPostgres();
  const name = `${clonePrefix}${randomBytes(8).toString("hex")}`;
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const template = await findOrBuildTemplate({ sql, adminUrl, home });
    // Without fsync, copying files beats writing the copy to the log.
    await sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`;
  } finally {
    await sql.end();
  }
  const ownerUrl = onDatabase(adminUrl, name);
  const drop = async () => {
    try {
      await refuseCanaryInDatabase(ownerUrl);
    } finally {
      await dropDatabase(adminUrl, name);
    }
  };
  return { name, ownerUrl, ...roleUrls(ownerUrl), drop };
}

type Build = { sql: postgres.Sql; adminUrl: string; home: string };

async function findOrBuildTemplate({ sql, adminUrl, home }: Build): Promise<string> {
  const template = `template_${schemaMark()}`;
  if (await exists(sql, template)) return template;
  return withLock(join(home, "template.lock"), async () => {
    if (await exists(sql, template)) return template;
    // Built under another name: a template that exists is complete.
    const half = `half_${template}`;
    await sql`drop database if exists ${sql(half)} with (force)`;
    await sql`create database ${sql(half)}`;
    const halfUrl = onDatabase(adminUrl, half);
    await migrate(halfUrl);
    await provisionRoles(halfUrl, rolePasswords(adminUrl));
    await sql`alter database ${sql(half)} rename to ${sql(template)}`;
    return template;
  });
}

async function exists(sql: postgres.Sql, name: string): Promise<boolean> {
  const [found] = await sql`select 1 from pg_database where datname = ${name}`;
  return found !== undefined;
}

async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`drop database if exists ${sql(name)} with (force)`;
  } finally {
    await sql.end();
  }
}

/** Everything the schema is made of; another text is another template. */
function schemaMark(): string {
  const require = createRequire(import.meta.url);
  const database = join(dirname(fileURLToPath(import.meta.url)), "../../db");
  const migrations = join(database, "migrations");
  const files = readdirSync(migrations, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const queueVersion = createRequire(join(database, "package.json")).resolve("graphile-worker");
  const hash = createHash("sha256").update(queueVersion).update(require.resolve("@pumpd/db/migrate"));
  for (const file of [...files, join(database, "src/migrate.ts"), join(database, "src/queue.ts")])
    hash.update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}

// Roles belong to the whole server, and several schemas may be tested on it at once: derived, so that all agree.
function rolePasswords(adminUrl: string): { web: string; worker: string } {
  const { password } = new URL(adminUrl);
  const derive = (role: string) => createHash("sha256").update(`${role} ${password}`).digest("base64url");
  return { web: derive("web"), worker: derive("worker") };
}

function roleUrls(ownerUrl: string): { webUrl: string; workerUrl: string } {
  const { web, worker } = rolePasswords(ownerUrl);
  return { webUrl: as(ownerUrl, "pumpd_web", web), workerUrl: as(ownerUrl, "pumpd_worker", worker) };
}

function as(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  return url.toString();
}

function onDatabase(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

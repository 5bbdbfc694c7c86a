import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { migrateQueue } from "./queue.ts";
import { stepAside } from "./step-aside.ts";

const MIGRATIONS_FOLDER = fileURLToPath(new URL("../migrations", import.meta.url));
/** Two starters must not migrate at once; any constant number will do. */
const MIGRATION_LOCK = 7_316_244_801;
export const WEB_ROLE = "pumpd_web";
export const WORKER_ROLE = "pumpd_worker";

/** Brings a database up to date: the queue's schema, ours, roles and rights. Safe to repeat and to race. */
export async function migrate(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrateQueue(adminUrl);
    const database = drizzle(sql);
    await stepAside(sql, () => applyMigrations(database, { migrationsFolder: MIGRATIONS_FOLDER }));
    await stepAside(sql, () => grantQueueToWorker(sql));
  } finally {
    await sql.end();
  }
}

/** Graphile's tables have row level security without policies: only their owner gets in, unless we say otherwise. */
async function grantQueueToWorker(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    grant usage on schema graphile_worker to ${WORKER_ROLE};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${WORKER_ROLE};
    grant usage on all sequences in schema graphile_worker to ${WORKER_ROLE};
    grant execute on all functions in schema graphile_worker to ${WORKER_ROLE};
    do $$
    declare t text;
    begin
      for t in select relname from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity loop
        execute format('drop policy if exists worker_all on graphile_worker.%I', t);
        execute format('create policy worker_all on graphile_worker.%I to ${WORKER_ROLE} using (true) with check (true)', t);
      end loop;
    end $$;
  `);
}

/** Gives the two application roles a password and returns their connection strings. */
export async function provisionRoles(
  adminUrl: string,
  passwords: { web: string; worker: string },
): Promise<{ webUrl: string; workerUrl: string }> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    for (const [role, password] of [
      [WEB_ROLE, passwords.web],
      [WORKER_ROLE, passwords.worker],
    ] as const) {
      // ALTER ROLE takes no parameters; format() quotes the literal on the server.
      const [row] = await sql<{ statement: string }[]>`
        select format('alter role %I login password %L', ${role}::text, ${password}::text) as statement`;
      if (row) await sql.unsafe(row.statement);
      // Who made a role and is no superuser may manage it, but not yet step into it as `npm run doctor` does.
      const [may] = await sql<{ step: boolean }[]>`select pg_has_role(${role}, 'set') as step`;
      if (!may?.step) await sql.unsafe(`grant ${role} to current_user with inherit false, set true`);
    }
  } finally {
    await sql.end();
  }
  const urlOf = (role: string, password: string) => {
    const url = new URL(adminUrl);
    url.username = role;
    url.password = password;
    return url.toString();
  };
  return { webUrl: urlOf(WEB_ROLE, passwords.web), workerUrl: urlOf(WORKER_ROLE, passwords.worker) };
}

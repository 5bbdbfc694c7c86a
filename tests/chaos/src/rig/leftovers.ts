import { readdirSync } from "node:fs";
import type { Database } from "@pumpd/db";
import { sql } from "drizzle-orm";
import type { Leftovers } from "../invariants/index.ts";
import { listProcessesOf } from "./processes.ts";
import { until } from "./until.ts";

/** Application names of the rig's own sessions begin like this. */
export const OWN_SESSIONS = "chaos";
const SETTLE_MS = 8_000;

/** What is still there once everything that was going has had time to go. */
export async function readLeftovers({ db, tempRoot }: { db: Database; tempRoot: string }): Promise<Leftovers> {
  let last = await look(db, tempRoot);
  await until(SETTLE_MS, async () => {
    last = await look(db, tempRoot);
    return last.processes.length + last.files.length + last.connections.length + last.advisoryLocks === 0;
  });
  return last;
}

async function look(db: Database, tempRoot: string): Promise<Leftovers> {
  const sessions = await db.execute<{ name: string }>(sql`
    select application_name || ' (' || coalesce(state, '') || ')' as name from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and application_name not like ${`${OWN_SESSIONS}%`}`);
  const [locks] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from pg_locks l join pg_database d on d.oid = l.database
    where l.locktype = 'advisory' and d.datname = current_database()`);
  return {
    processes: listProcessesOf(tempRoot).map(({ pid, commandLine }) => `${pid} ${commandLine.slice(0, 200)}`),
    files: readdirSync(tempRoot),
    connections: sessions.map(({ name }) => name),
    advisoryLocks: locks?.count ?? 0,
  };
}

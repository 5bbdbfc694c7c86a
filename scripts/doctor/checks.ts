import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connect, disconnect } from "@pumpd/db";
import { checkLedger } from "@pumpd/domain/invariants";
import type postgres from "postgres";
import { z } from "zod";
import { repository } from "../repository.ts";

/** What one look found. `wrong` needs somebody to act. */
export type Finding = { about: string; says: string; isWrong: boolean };
export type Look = { sql: postgres.Sql; adminUrl: string };

/** A lost worker must have been noticed by then. */
const noticeMs = 60_000;

/** All looks, in the order in which one explains the next. None of them changes anything. */
export async function examine(look: Look): Promise<Finding[]> {
  const migrations = await lookAtMigrations(look);
  // Without tables there is nothing more to see.
  if (migrations.isWrong) return [await lookAtServer(look), migrations];
  return [
    await lookAtServer(look),
    migrations,
    await lookAtJobs(look),
    await lookAtLeases(look),
    await lookAtWorkers(look),
    ...(await lookAtLedger(look)),
  ];
}

async function lookAtServer({ sql }: Look): Promise<Finding> {
  const [row] = await sql<
    { version: string; name: string }[]
  >`select current_setting('server_version') as version, current_database() as name`;
  return { about: "Connection", says: `PostgreSQL ${row?.version}, database ${row?.name}`, isWrong: false };
}

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string() })) });

async function lookAtMigrations({ sql }: Look): Promise<Finding> {
  const journal = join(repository, "packages/db/migrations/meta/_journal.json");
  const { entries } = journalSchema.parse(JSON.parse(readFileSync(journal, "utf8")));
  const applied = await sql<{ count: number }[]>`select count(*)::int as count from drizzle.__drizzle_migrations`.catch(
    () => [],
  );
  const count = applied[0]?.count ?? 0;
  const says = `${count} of ${entries.length} applied`;
  if (count < entries.length)
    return { about: "Migrations", says: `${says}: start once to apply the rest`, isWrong: true };
  return {
    about: "Migrations",
    says: count > entries.length ? `${says}: this code is older than the database` : says,
    isWrong: count > entries.length,
  };
}

async function lookAtJobs({ sql }: Look): Promise<Finding> {
  const rows = await sql<{ status: string; count: number }[]>`
    select status, count(*)::int as count from jobs where status in ('pending', 'running', 'needs_review') group by status order by status`;
  return {
    about: "Open jobs",
    says: rows.map(({ status, count }) => `${count} ${status}`).join(", ") || "none",
    isWrong: false,
  };
}

async function lookAtLeases({ sql }: Look): Promise<Finding> {
  const rows = await sql<{ job_id: string }[]>`
    select job_id from attempts where status = 'running' and lease_until < clock_timestamp() - interval '15 seconds'`;
  const says =
    rows.length === 0 ? "none left over" : `left over by dead workers: ${rows.map(({ job_id }) => job_id).join(", ")}`;
  return { about: "Leases", says, isWrong: rows.length > 0 };
}

async function lookAtWorkers({ sql }: Look): Promise<Finding> {
  const [row] = await sql<{ count: number }[]>`
    select count(distinct worker_id)::int as count from attempts where status = 'running' and lease_until > clock_timestamp()`;
  return { about: "Workers", says: `${row?.count ?? 0} with a running job`, isWrong: false };
}

async function lookAtLedger({ adminUrl }: Look): Promise<Finding[]> {
  const db = connect(adminUrl, { applicationName: "doctor", max: 1 });
  try {
    const violations = await checkLedger({ db, noticeMs });
    if (violations.length === 0)
      return [{ about: "Promises", says: "all that the database can prove hold", isWrong: false }];
    return violations.map(({ invariant, says, jobId }) => ({
      about: `Promise ${invariant}`,
      says: jobId ? `${says} (job ${jobId})` : says,
      isWrong: true,
    }));
  } finally {
    await disconnect(db);
  }
}

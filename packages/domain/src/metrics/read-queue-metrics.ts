import type { Database } from "@pumpd/db";
import { sql } from "drizzle-orm";
import type { Reading } from "./metrics.ts";

type Row = {
  jobs: [string, string, number][];
  oldest: [string, number][];
  overdue: number;
  holds: [string, string, number][];
} & {
  workers: { alive: number; slots: number; running: number };
  connections: [string, string, number][];
  alerts: [string, number][];
};

/** What the database knows of all organisations, in one statement over small indexes. Needs the worker role. */
export async function readQueueMetrics(db: Database): Promise<Reading[]> {
  const [row] = await db.execute<Row>(sql`
    with pending as (select type, wait_kind, created_at, due_at, run_at from jobs where status = 'pending')
    select (select coalesce(json_agg(json_build_array(status, type, n)), '[]') from (
        select 'pending' as status, type, count(*)::int as n from pending group by type
        union all select status, type, count(*)::int from jobs where status in ('running', 'needs_review') group by 1, 2) x) as jobs,
      (select coalesce(json_agg(json_build_array(type, age)), '[]') from (
        select type, extract(epoch from now() - min(created_at))::float8 as age from pending
        where coalesce(wait_kind, 'first') = 'first' and coalesce(run_at <= now(), true) group by type) x) as oldest,
      (select count(*)::int from pending where due_at < now())
        + (select count(*)::int from jobs where status = 'running' and due_at < now()) as overdue,
      (select coalesce(json_agg(json_build_array(scope, kind, n)), '[]') from (
        select scope, kind, count(*)::int as n from holds where released_at is null group by 1, 2) x) as holds,
      (select json_build_object('alive', count(*), 'slots', coalesce(sum(slots), 0), 'running', coalesce(sum(running), 0))
        from workers where stopped_at is null and beat_at > now() - interval '45 seconds') as workers,
      (select coalesce(json_agg(json_build_array(application_name, state, n)), '[]') from (
        select application_name, coalesce(state, 'none') as state, count(*)::int as n from pg_stat_activity
        where usename = current_user group by 1, 2) x) as connections,
      (select coalesce(json_agg(json_build_array(rule, n)), '[]') from (
        select rule, count(*)::int as n from alerts where resolved_at is null group by 1) x) as alerts`);
  if (!row) throw new Error("no metrics");
  return [
    ...row.jobs.map(([status, type, value]): Reading => ({ name: "pumpd_jobs", labels: { status, type }, value })),
    ...row.oldest.map(([type, value]): Reading => ({ name: "pumpd_oldest_pending_seconds", labels: { type }, value })),
    { name: "pumpd_jobs_overdue", value: row.overdue },
    ...row.holds.map(([scope, kind, value]): Reading => ({ name: "pumpd_holds", labels: { scope, kind }, value })),
    ...Object.entries(row.workers).map(
      ([what, value]): Reading => ({ name: "pumpd_workers", labels: { what }, value: Number(value) }),
    ),
    ...row.connections.map(
      ([application, state, value]): Reading => ({
        name: "pumpd_database_connections",
        labels: { application, state },
        value,
      }),
    ),
    ...row.alerts.map(([rule, value]): Reading => ({ name: "pumpd_alerts_open", labels: { rule }, value })),
  ];
}

import type { ScopedTx } from "@pumpd/db";
import { NEAR_SHARE } from "@pumpd/model";
import { sql } from "drizzle-orm";
import { readHost } from "../holds/learn-from-ending.ts";
import { holdReasonWords } from "../jobs/preflight.ts";
import type { AlertFacts } from "./judge-alerts.ts";

type Held = { key: string; reason: string };
type Row = {
  pending: number;
  oldest_wait_ms: number;
  due_soon: number;
  overdue: number;
  succeeded: number;
  failed: number;
  average_run_ms: number | null;
  held_hosts: Held[];
  held_types: Held[];
  worker_silent_ms: number | null;
  repaired: number;
};

/** Everything the rules look at, in one statement. Counts stop at 10 000. */
export async function readAlertFacts(tx: ScopedTx): Promise<AlertFacts> {
  const { organisationId } = tx.scope;
  const host = await readHost(tx);
  const [row] = await tx.execute<Row>(sql`
    with waiting as (
      select greatest(created_at, coalesce(run_at, created_at)) as since from jobs
      where organisation_id = ${organisationId} and status = 'pending' and coalesce(wait_kind, 'first') = 'first'
        and coalesce(run_at <= now(), true) limit 10000),
    ended as (
      select status, outcome, run_ms from jobs where organisation_id = ${organisationId}
        and updated_at > now() - interval '24 hours' and completed_at > now() - interval '24 hours'
        and status in ('completed', 'failed', 'timeout') and mode = 'run' limit 10000),
    held as (
      select scope, key, reason from holds where released_at is null and kind <> 'pause'
        and (organisation_id is null or organisation_id = ${organisationId}))
    select (select count(*)::int from waiting) as pending,
      (select coalesce(extract(epoch from now() - min(since)) * 1000, 0)::float8 from waiting) as oldest_wait_ms,
      (select count(*)::int from (select from jobs where organisation_id = ${organisationId} and status = 'pending'
        and due_at >= now() and now() > created_at + (due_at - created_at) * ${NEAR_SHARE}::float8 limit 10000) x) as due_soon,
      (select count(*)::int from (select from jobs where organisation_id = ${organisationId}
        and status in ('pending', 'running') and due_at < now() limit 10000) x) as overdue,
      (select count(*)::int from ended where status = 'completed' and outcome = 'success') as succeeded,
      (select count(*)::int from ended where status in ('failed', 'timeout')) as failed,
      (select avg(run_ms)::float8 from ended where status = 'completed') as average_run_ms,
      (select coalesce(json_agg(json_build_object('key', key, 'reason', reason)), '[]') from held
        where scope = 'host' and key = ${host}) as held_hosts,
      (select coalesce(json_agg(json_build_object('key', key, 'reason', reason)), '[]') from held
        where scope = 'job_type') as held_types,
      (select (extract(epoch from now() - max(beat_at)) * 1000)::float8 from workers) as worker_silent_ms,
      (select count(distinct job_id)::int from job_events where organisation_id = ${organisationId} and kind = 'repaired'
        and at > now() - interval '1 hour' and id > coalesce((select max(id) - 100000 from job_events), 0)) as repaired`);
  if (!row) throw new Error("no facts");
  const inWords = (held: Held[]) => held.map(({ key, reason }) => ({ key, reason: holdReasonWords(reason) }));
  return {
    pending: row.pending,
    oldestWaitMs: row.oldest_wait_ms,
    dueSoon: row.due_soon,
    overdue: row.overdue,
    succeeded: row.succeeded,
    failed: row.failed,
    averageRunMs: row.average_run_ms,
    heldHosts: inWords(row.held_hosts),
    heldTypes: inWords(row.held_types),
    workerSilentMs: row.worker_silent_ms,
    repaired: row.repaired,
  };
}

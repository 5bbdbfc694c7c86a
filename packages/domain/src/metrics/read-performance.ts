import type { ScopedTx } from "@pumpd/db";
import type { FailureCode } from "@pumpd/model";
import { sql } from "drizzle-orm";

export const PERFORMANCE_SPANS = { day: "24 hours", week: "7 days", month: "30 days" } as const;
export type PerformanceSpan = keyof typeof PERFORMANCE_SPANS;

/** Milliseconds; null where nothing was measured. */
export type TypePerformance = {
  type: string;
  ended: number;
  succeeded: number;
  partial: number;
  failed: number;
  cancelled: number;
  waitP50: number | null;
  waitP95: number | null;
  runP50: number | null;
  runP95: number | null;
  failures: { code: FailureCode; count: number }[];
  slowSteps: { step: string; title: string; p50: number; p95: number; count: number }[];
};

export type Performance = {
  types: TypePerformance[];
  /** endings per hour (day) or per day, oldest first; every one of the span */
  over: { at: string; succeeded: number; partial: number; failed: number }[];
  /** there were more endings than we look at */
  isCut: boolean;
  now: string;
};

/** Enough for percentiles that mean something, and the cost does not grow with history. */
const MOST_ENDINGS = 20_000;
const SHOWN = 3;

type TypeRow = Omit<TypePerformance, "failures" | "slowSteps"> & {
  failures: TypePerformance["failures"] | null;
  slow_steps: TypePerformance["slowSteps"] | null;
};

/** How this organisation's jobs fared, over the newest so many that ended in the span. */
export async function readPerformance(tx: ScopedTx, { span }: { span: PerformanceSpan }): Promise<Performance> {
  const { organisationId } = tx.scope;
  const length = PERFORMANCE_SPANS[span];
  const ended = sql`ended as materialized (
    select j.id, j.type, j.status, j.outcome, j.failure_code, j.run_ms, j.attempt, j.completed_at,
      extract(epoch from j.started_at - j.created_at) * 1000 as wait_ms
    from jobs j where j.organisation_id = ${organisationId} and j.updated_at > now() - ${length}::interval
      and j.completed_at > now() - ${length}::interval and j.mode = 'run'
    order by j.updated_at desc, j.id desc limit ${MOST_ENDINGS})`;
  const types = await tx.execute<TypeRow>(sql`
    with ${ended},
    failures as (
      select type, code, count from (
        select type, failure_code as code, count(*)::int as count, row_number() over (partition by type order by count(*) desc) as n
        from ended where status in ('failed', 'timeout') and failure_code is not null group by 1, 2) x where n <= ${SHOWN}),
    steps as (
      select e.type, s.key as step, min(s.title) as title, count(*)::int as count,
        percentile_cont(0.5) within group (order by extract(epoch from s.ended_at - s.started_at) * 1000) as p50,
        percentile_cont(0.95) within group (order by extract(epoch from s.ended_at - s.started_at) * 1000) as p95
      from ended e join job_steps s on s.job_id = e.id and s.attempt = e.attempt
      where s.ended_at is not null and s.status in ('done', 'kept') group by 1, 2),
    slow as (select * from (select *, row_number() over (partition by type order by p50 desc) as n from steps) x where n <= ${SHOWN})
    select e.type, count(*)::int as ended,
      count(*) filter (where status = 'completed' and outcome = 'success')::int as succeeded,
      count(*) filter (where status = 'completed' and outcome = 'partial')::int as partial,
      count(*) filter (where status in ('failed', 'timeout'))::int as failed,
      count(*) filter (where status = 'cancelled')::int as cancelled,
      percentile_cont(0.5) within group (order by wait_ms) as "waitP50",
      percentile_cont(0.95) within group (order by wait_ms) as "waitP95",
      percentile_cont(0.5) within group (order by run_ms) filter (where status = 'completed') as "runP50",
      percentile_cont(0.95) within group (order by run_ms) filter (where status = 'completed') as "runP95",
      (select json_agg(json_build_object('code', f.code, 'count', f.count) order by f.count desc)
        from failures f where f.type = e.type) as failures,
      (select json_agg(json_build_object('step', s.step, 'title', s.title, 'count', s.count, 'p50', s.p50, 'p95', s.p95) order by s.p50 desc)
        from slow s where s.type = e.type) as slow_steps
    from ended e group by e.type order by ended desc, e.type`);
  const unit = span === "day" ? "hour" : "day";
  const over = await tx.execute<{ at: string; succeeded: number; partial: number; failed: number; now: string }>(sql`
    with ${ended}, own as (select timezone from organisations where id = ${organisationId}),
    times as (
      select at at time zone own.timezone as at, (at + ${`1 ${unit}`}::interval) at time zone own.timezone as until
      from own, generate_series(date_trunc(${unit}, (now() - ${length}::interval) at time zone own.timezone),
        now() at time zone own.timezone, ${`1 ${unit}`}::interval) at)
    select times.at,
      count(*) filter (where status = 'completed' and outcome = 'success')::int as succeeded,
      count(*) filter (where status = 'completed' and outcome = 'partial')::int as partial,
      count(*) filter (where status in ('failed', 'timeout'))::int as failed, now() as now
    from times left join ended on completed_at >= times.at and completed_at < times.until group by 1 order by 1`);
  const total = types.reduce((sum, { ended: n }) => sum + n, 0);
  return {
    types: types.map(({ slow_steps, failures, ...row }) => ({
      ...row,
      failures: failures ?? [],
      slowSteps: slow_steps ?? [],
    })),
    over: over.map(({ at, succeeded, partial, failed }) => ({
      at: new Date(at).toISOString(),
      succeeded,
      partial,
      failed,
    })),
    isCut: total >= MOST_ENDINGS,
    now: new Date(over[0]?.now ?? Date.now()).toISOString(),
  };
}

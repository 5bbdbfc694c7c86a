import {
  canTransition,
  type DisplayState,
  displayState,
  type Failure,
  isOpen,
  type JobMode,
  type JobStatus,
  type Outcome,
  type Progress,
  type WaitKind,
} from "@pumpd/model";
import { type SQL, sql } from "drizzle-orm";
import { holdReasonWords } from "./preflight.ts";

/** One row of any list of jobs: narrow, no input, no result. Times are ISO 8601 in UTC. */
export type JobRow = {
  id: string;
  shortId: string;
  type: string;
  mode: JobMode;
  status: JobStatus;
  outcome: Outcome | null;
  state: DisplayState;
  restaurant: { id: string; name: string };
  waitFor: string | null;
  runAt: string | null;
  summary: string | null;
  failure: Failure | null;
  progress: Progress | null;
  attempt: number;
  triesUsed: number;
  maxTries: number;
  sentCount: number;
  seenCount: number;
  askedBy: string;
  createdAt: string;
  /** of an open job: when it should have ended */
  dueAt: string | null;
  updatedAt: string;
  startedAt: string | null;
  completedAt: string | null;
  cancelRequestedAt: string | null;
  resolvedHow: string | null;
  /** the job that went on with what this one left */
  replacedBy: { id: string; shortId: string } | null;
  /** who has taken it on themselves */
  owner: { id: string; name: string } | null;
  note: string | null;
  canRetry: boolean;
  canCancel: boolean;
};

/** As the database gives it: times as text. A type, not an interface, because `execute` wants an index signature. */
export type RawJobRow = {
  id: string;
  short_id: string;
  type: string;
  mode: JobMode;
  status: JobStatus;
  outcome: Outcome | null;
  restaurant_id: string;
  restaurant_name: string;
  wait_kind: WaitKind | null;
  wait_for: string | null;
  hold_reason: string | null;
  run_at: string | null;
  summary: string | null;
  failure: Failure | null;
  progress: Progress | null;
  attempt: number;
  tries_used: number;
  max_tries: number;
  sent_count: number;
  seen_count: number;
  created_by_name: string;
  created_at: string;
  due_at: string;
  updated_at: string;
  started_at: string | null;
  completed_at: string | null;
  cancel_requested_at: string | null;
  resolved_at: string | null;
  resolved_how: string | null;
  replaced_by: JobRow["replacedBy"];
  owner_id: string | null;
  owner_name: string | null;
  note: string | null;
  beat_at: string | null;
  progress_at: string | null;
  is_probing: boolean | null;
};

/** The columns of a row; goes with `jobRowJoins` on a `jobs j`. */
export const jobRowColumns: SQL = sql.raw(`j.id, j.short_id, j.type, j.mode, j.status, j.outcome, j.restaurant_id,
  r.name as restaurant_name, j.wait_kind, j.wait_for, h.reason as hold_reason, j.run_at, j.summary, j.failure, j.progress,
  j.attempt, j.tries_used, j.max_tries, j.sent_count, j.seen_count, j.created_by_name, j.created_at, j.due_at, j.updated_at,
  j.started_at, j.completed_at, j.cancel_requested_at, j.resolved_at, j.resolved_how, j.owner_id, j.owner_name, j.note,
  a.beat_at, a.progress_at, a.is_probing,
  case when j.resolved_how = 'replaced' then (select json_build_object('id', newer.id, 'shortId', newer.short_id) from jobs newer
    where newer.parent_job_id = j.id and newer.parent_reason in ('edited_from', 'items_of')
    order by newer.created_at desc limit 1) end as replaced_by`);

export const jobRowJoins: SQL = sql.raw(`join restaurants r on r.id = j.restaurant_id
  left join attempts a on j.status = 'running' and a.job_id = j.id and a.number = j.attempt
  left join holds h on h.id = case when j.wait_kind = 'held' then j.wait_for::uuid end`);

/**
 * The rows of a page, which is a query of whole `jobs`, in this order. What stands beside them is fetched in one walk
 * through each index: one by one, as `jobRowJoins` do, it costs several times the pages of finding the jobs.
 */
export const selectJobRows = (page: SQL, order: SQL): SQL => sql`
  with paged as materialized (${page}),
  restaurants_of as materialized (
    select id, name from restaurants where id = any(array(select restaurant_id from paged))),
  attempts_of as materialized (
    select job_id, number, beat_at, progress_at, is_probing from attempts
    where job_id = any(array(select id from paged where status = 'running'))),
  holds_of as materialized (
    select id, reason from holds where id = any(array(select case when wait_kind = 'held' then wait_for::uuid end from paged)))
  select ${jobRowColumns} from paged j
  join restaurants_of r on r.id = j.restaurant_id
  left join attempts_of a on a.job_id = j.id and a.number = j.attempt
  left join holds_of h on h.id = case when j.wait_kind = 'held' then j.wait_for::uuid end
  order by ${order}`;

export function toIso(time: string): string;
export function toIso(time: string | null): string | null;
export function toIso(time: string | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

/** @param nowMs the database's clock in epoch milliseconds */
export function toJobRow(raw: RawJobRow, nowMs: number): JobRow {
  return {
    runAt: toIso(raw.run_at),
    updatedAt: toIso(raw.updated_at),
    cancelRequestedAt: toIso(raw.cancel_requested_at),
    state: stateAt(raw, nowMs),
    id: raw.id,
    shortId: raw.short_id,
    type: raw.type,
    mode: raw.mode,
    status: raw.status,
    outcome: raw.outcome,
    restaurant: { id: raw.restaurant_id, name: raw.restaurant_name },
    waitFor: waitWords(raw),
    summary: raw.summary,
    failure: raw.failure,
    progress: raw.progress,
    attempt: raw.attempt,
    triesUsed: raw.tries_used,
    maxTries: raw.max_tries,
    sentCount: raw.sent_count,
    seenCount: raw.seen_count,
    askedBy: raw.created_by_name,
    createdAt: toIso(raw.created_at),
    dueAt: isOpen(raw.status) ? toIso(raw.due_at) : null,
    startedAt: toIso(raw.started_at),
    completedAt: toIso(raw.completed_at),
    resolvedHow: raw.resolved_how,
    replacedBy: raw.replaced_by,
    owner: raw.owner_id === null ? null : { id: raw.owner_id, name: raw.owner_name ?? "" },
    note: raw.note,
    canRetry: canRetry(raw.status),
    canCancel: canCancel(raw),
  };
}

/**
 * What a page would have shown for this row at that moment: the same row reads differently as time goes by.
 * @param nowMs the database's clock in epoch milliseconds
 */
export function stateAt(raw: RawJobRow, nowMs: number): DisplayState {
  return displayState(
    {
      runAt: toIso(raw.run_at),
      updatedAt: toIso(raw.updated_at),
      cancelRequestedAt: toIso(raw.cancel_requested_at),
      status: raw.status,
      outcome: raw.outcome,
      waitKind: raw.wait_kind,
      resolvedAt: raw.resolved_at,
      resolvedHow: raw.resolved_how,
      beatAt: raw.beat_at,
      progressAt: raw.progress_at,
      isProbing: raw.is_probing ?? false,
      stepCount: raw.progress?.n ?? 0,
      failureClass: raw.failure?.class ?? null,
    },
    nowMs,
  );
}

function waitWords({ wait_kind, wait_for, hold_reason }: RawJobRow): string | null {
  if (wait_kind === "held") return hold_reason && holdReasonWords(hold_reason);
  if (wait_kind === "spacing") return "The portal takes so many starts and no more";
  return wait_for && `After ${wait_for}`;
}

/** One before a person goes back to waiting by a decision, not by a retry. */
function canRetry(status: JobStatus): boolean {
  return status !== "running" && status !== "needs_review" && canTransition(status, "pending");
}

function canCancel({ status, cancel_requested_at }: RawJobRow): boolean {
  return canTransition(status, "cancelled") && !(status === "running" && cancel_requested_at !== null);
}

import type { ScopedTx } from "@pumpd/db";
import { type SQL, sql } from "drizzle-orm";
import { fromJobCursor, toJobCursor } from "./job-cursor.ts";
import { type JobRow, type RawJobRow, selectJobRows, stateAt, toIso, toJobRow } from "./job-row.ts";

export type JobStatusQuery = {
  /** only these jobs; without them, whatever changed in the organisation */
  ids?: readonly string[];
  /** jobs that wait or run on the page: their words change with the clock, though nothing is written */
  moving?: readonly string[];
  /** the last answer's cursor: only what reads differently since comes back */
  since?: string;
};

export type JobStatusAnswer = { rows: JobRow[]; cursor: string; now: string };

/** A writer that took its time before it committed must not be missed: rows this old come again, and the page knows them. */
const OVERLAP_SECONDS = 10;
const MAX_ROWS = 200;

/**
 * What a polling page asks: the jobs that read differently than at the cursor, oldest change first. One statement; with
 * nothing new it reads the end of one index and answers no row.
 */
export async function readJobStatuses(tx: ScopedTx, query: JobStatusQuery): Promise<JobStatusAnswer> {
  const found = await tx.execute<{ now: string } & RawJobRow>(sql`
    select now() as now, page.* from (values (1)) as one (n)
    left join lateral (${selectJobRows(candidates(tx, query), sql`j.updated_at, j.id`)}) page on true`);
  const now = toIso(found[0]?.now ?? new Date().toISOString());
  const nowMs = Date.parse(now);
  const raw = [...found].filter((row) => row.id !== null);
  const changed = query.since ? raw.filter(readsDifferentlySince(query.since, nowMs)) : raw;
  const last = raw.at(-1);
  // A full answer goes on after its last row; otherwise everything up to this moment has been told.
  const isFull = raw.length >= MAX_ROWS && last;
  const cursor = isFull ? toJobCursor({ at: toIso(last.updated_at), id: last.id }) : now;
  return { rows: changed.map((row) => toJobRow(row, nowMs)), cursor, now };
}

/** Written since, or saying something else by now: a beat that did not come, a planned moment that has passed. */
function readsDifferentlySince(since: string, nowMs: number): (row: RawJobRow) => boolean {
  const sinceMs = Date.parse(fromJobCursor(since).at);
  return (row) =>
    Date.parse(row.updated_at) > sinceMs - OVERLAP_SECONDS * 1000 || stateAt(row, nowMs) !== stateAt(row, sinceMs);
}

function candidates(tx: ScopedTx, { ids, moving, since }: JobStatusQuery): SQL {
  const mine = sql`j.organisation_id = ${tx.scope.organisationId}`;
  const among = ids && (ids.length > 0 ? sql`j.id = any(${sql.param(ids)}::uuid[])` : sql`false`);
  const select = (condition: SQL) =>
    sql`select j.* from jobs j where ${mine} and ${condition} order by j.updated_at, j.id limit ${MAX_ROWS}`;
  // Without a cursor and without ids: a page's first call, which only wants to know where it stands.
  if (!since) return select(among ?? sql`false`);
  const isChanged = changedSince(since);
  const changed = select(among ? sql`${isChanged} and ${among}` : isChanged);
  if (!moving?.length) return changed;
  return sql`(${changed}) union all (select j.* from jobs j where ${mine} and j.id = any(${sql.param(moving)}::uuid[])
    and j.status in ('running', 'pending') and not (${isChanged}) limit ${MAX_ROWS})`;
}

function changedSince(since: string): SQL {
  const { at, id } = fromJobCursor(since);
  if (id) return sql`(j.updated_at, j.id) > (${at}::timestamptz, ${id}::uuid)`;
  return sql`j.updated_at > ${at}::timestamptz - make_interval(secs => ${OVERLAP_SECONDS})`;
}

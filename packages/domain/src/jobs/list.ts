import type { ScopedTx } from "@pumpd/db";
import type { JobStatus } from "@pumpd/model";
import { type SQL, sql } from "drizzle-orm";
import { likePattern } from "../restaurants/name-key.ts";
import { fromJobCursor, toJobCursor } from "./job-cursor.ts";
import { type JobRow, jobRowColumns, jobRowJoins, type RawJobRow, toIso, toJobRow } from "./job-row.ts";

export const JOB_VIEWS = ["all", "needs_you", "running", "waiting", "given_up"] as const;
export type JobView = (typeof JOB_VIEWS)[number];

export type JobListQuery = {
  view?: JobView;
  statuses?: readonly JobStatus[];
  types?: readonly string[];
  restaurantId?: string;
  /** restaurant name, short id, portal id or a failure's code */
  q?: string;
  cursor?: string;
  /** default 50 */
  limit?: number;
};

export type JobList = { rows: JobRow[]; nextCursor: string | null; now: string };

const VIEWS: Record<JobView, SQL> = {
  all: sql`true`,
  needs_you: sql`(j.status = 'needs_review' or (j.status = 'completed' and j.outcome = 'partial' and j.resolved_at is null))`,
  running: sql`j.status = 'running'`,
  waiting: sql`j.status = 'pending'`,
  given_up: sql`j.status in ('failed', 'timeout') and j.resolved_at is null`,
};

/** A page of jobs, newest activity first, by keyset on (updated_at, id). One statement, in index order. */
export async function listJobs(tx: ScopedTx, query: JobListQuery): Promise<JobList> {
  const { limit = 50 } = query;
  // The left join brings the database's clock along even when there is no row.
  const found = await tx.execute<{ now: string } & RawJobRow>(sql`
    select clock_timestamp() as now, page.* from (values (1)) as one (n) left join lateral (
      select ${jobRowColumns} from (
        select * from jobs j where ${conditions(tx, query)}
        order by j.updated_at desc, j.id desc limit ${limit + 1}
      ) j ${jobRowJoins} order by j.updated_at desc, j.id desc
    ) page on true`);
  const now = toIso(found[0]?.now ?? new Date().toISOString());
  const nowMs = Date.parse(now);
  const rows = [...found].filter((row) => row.id !== null).map((row) => toJobRow(row, nowMs));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? toJobCursor({ at: last.updatedAt, id: last.id }) : null;
  return { rows: page, nextCursor, now };
}

function conditions(tx: ScopedTx, { view = "all", statuses, types, restaurantId, q, cursor }: JobListQuery): SQL {
  const all = [sql`j.organisation_id = ${tx.scope.organisationId}`, VIEWS[view]];
  if (statuses?.length) all.push(sql`j.status in ${[...statuses]}`);
  if (types?.length) all.push(sql`j.type in ${[...types]}`);
  if (restaurantId) all.push(sql`j.restaurant_id = ${restaurantId}`);
  if (q) all.push(search(tx, q));
  if (cursor) {
    const { at, id } = fromJobCursor(cursor);
    all.push(sql`(j.updated_at, j.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  return sql.join(all, sql` and `);
}

function search(tx: ScopedTx, q: string): SQL {
  const word = q.toUpperCase();
  return sql`(j.short_id in (${word}, ${`J-${word}`}) or j.failure_code = ${word.replace(/\s+/g, "_")}
    or j.summary ilike ${likePattern(q)} or j.restaurant_id in (select r.id from restaurants r
      where r.organisation_id = ${tx.scope.organisationId} and (r.name_key like ${likePattern(q)} or r.upstream_id = ${q})))`;
}

import type { ScopedTx } from "@pumpd/db";
import { type SQL, sql } from "drizzle-orm";
import { fromJobCursor, toJobCursor } from "./job-cursor.ts";
import { type JobFilter, type JobSearch, planJobSearch } from "./job-filter.ts";
import { type JobRow, type RawJobRow, selectJobRows, toIso, toJobRow } from "./job-row.ts";

export type JobListQuery = JobFilter & {
  /** by last change; default newest first */
  sort?: "newest" | "oldest";
  cursor?: string;
  /** default 50 */
  limit?: number;
};

export type JobList = {
  rows: JobRow[];
  nextCursor: string | null;
  /** the page is short because we stopped looking, not because there is no more; `nextCursor` goes on from there */
  lookedBackTo: string | null;
  now: string;
};

/** Filters that no index covers together are looked for among so many rows at a time, whatever stands behind them. */
export const LOOK_BACK = 5_000;

/** A page of jobs by keyset on (updated_at, id). One statement, in index order; searching needs one more before it. */
export async function listJobs(tx: ScopedTx, query: JobListQuery): Promise<JobList> {
  const { limit = 50 } = query;
  const search = await planJobSearch(tx, query);
  const walk = walkOf(query);
  const page = findJobs(search, { walk, limit: limit + 1, columns: sql`*` });
  // The left join brings the database's clock along even when there is no row.
  const found = await tx.execute<{ now: string } & RawJobRow>(sql`
    select clock_timestamp() as now, page.* from (values (1)) as one (n)
    left join lateral (${selectJobRows(page, walk.order)}) page on true`);
  const now = toIso(found[0]?.now ?? new Date().toISOString());
  const nowMs = Date.parse(now);
  const rows = [...found].filter((row) => row.id !== null).map((row) => toJobRow(row, nowMs));
  if (rows.length > limit) {
    const shown = rows.slice(0, limit);
    const last = shown[limit - 1];
    return { rows: shown, nextCursor: last ? cursorOf(last) : null, lookedBackTo: null, now };
  }
  const end = await endOfLook(tx, search, walk);
  if (!end) return { rows, nextCursor: null, lookedBackTo: null, now };
  // Beyond the place where one branch stopped, another may have found rows that belong to the next page.
  const isBefore = (row: JobRow) =>
    walk.isDescending
      ? [row.updatedAt, row.id].join() >= [end.at, end.id].join()
      : [row.updatedAt, row.id].join() <= [end.at, end.id].join();
  return { rows: rows.filter(isBefore), nextCursor: toJobCursor(end), lookedBackTo: end.at, now };
}

const cursorOf = (row: JobRow) => toJobCursor({ at: row.updatedAt, id: row.id });

/** Which way through (updated_at, id), and from where. */
export type Walk = { isDescending: boolean; order: SQL; after: SQL | undefined };

export function walkOf({ sort = "newest", cursor }: Pick<JobListQuery, "sort" | "cursor">): Walk {
  const isDescending = sort === "newest";
  const order = isDescending ? sql.raw("j.updated_at desc, j.id desc") : sql.raw("j.updated_at, j.id");
  if (!cursor) return { isDescending, order, after: undefined };
  const { at, id } = fromJobCursor(cursor);
  const sign = sql.raw(isDescending ? "<" : ">");
  return { isDescending, order, after: sql`(j.updated_at, j.id) ${sign} (${at}::timestamptz, ${id}::uuid)` };
}

type Find = { walk: Walk; limit: number; columns: SQL; lookBack?: number };

/** The jobs of a search in order, as a subquery: each branch from its own index, merged and never sorted. */
export function findJobs(search: JobSearch, { walk, limit, columns, lookBack = LOOK_BACK }: Find): SQL {
  const branches = search.branches.map((branch) => {
    const candidates = candidatesOf(search, { branch, walk, limit: search.rest ? lookBack : limit });
    if (!search.rest) return sql`(${candidates})`;
    return sql`(select * from (${candidates}) j where ${search.rest} order by ${walk.order} limit ${limit})`;
  });
  const [only] = branches;
  if (branches.length === 1 && only) return sql`select ${columns} from ${only} j`;
  const merged = sql.join(branches, sql` union all `);
  // A job may be found by its restaurant and by its failure.
  const once = search.mayOverlap ? sql`distinct on (j.updated_at, j.id)` : sql``;
  return sql`select ${once} ${columns} from (${merged}) j order by ${walk.order} limit ${limit}`;
}

type Candidates = { branch: SQL; walk: Walk; limit: number };

function candidatesOf({ shared }: JobSearch, { branch, walk, limit }: Candidates): SQL {
  const after = walk.after ? sql` and ${walk.after}` : sql``;
  return sql`select j.* from jobs j where ${shared} and ${branch}${after} order by ${walk.order} limit ${limit}`;
}

/** Where looking stopped, if a branch had more rows than we look through at a time. */
async function endOfLook(tx: ScopedTx, search: JobSearch, walk: Walk): Promise<{ at: string; id: string } | undefined> {
  if (!search.rest) return undefined;
  const backwards = walk.isDescending ? sql.raw("j.updated_at, j.id") : sql.raw("j.updated_at desc, j.id desc");
  const ends = search.branches.map(
    (branch) => sql`(select j.updated_at, j.id, count(*) over () as n
      from (${candidatesOf(search, { branch, walk, limit: LOOK_BACK })}) j order by ${backwards} limit 1)`,
  );
  const [end] = await tx.execute<{ updated_at: string; id: string }>(sql`
    select j.updated_at, j.id from (${sql.join(ends, sql` union all `)}) j
    where j.n = ${LOOK_BACK} order by ${walk.order} limit 1`);
  return end && { at: toIso(end.updated_at), id: end.id };
}

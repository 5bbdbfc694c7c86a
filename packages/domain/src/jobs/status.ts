import type { ScopedTx } from "@pumpd/db";
import { type SQL, sql } from "drizzle-orm";
import { fromJobCursor, toJobCursor } from "./job-cursor.ts";
import { type JobRow, jobRowColumns, jobRowJoins, type RawJobRow, toIso, toJobRow } from "./job-row.ts";

export type JobStatusQuery = {
  ids?: readonly string[];
  /** the last answer's cursor: only what changed since comes back */
  since?: string;
};

export type JobStatusAnswer = { rows: JobRow[]; cursor: string; now: string };

/** A writer that took its time before it committed must not be missed: rows this old come again, and the page knows them. */
const OVERLAP_SECONDS = 10;
const MAX_ROWS = 200;

/**
 * What a polling page asks: the jobs that changed since the cursor, oldest change first, and of the given ones also
 * those that run or wait, whose words change with the clock. One statement.
 */
export async function readJobStatuses(tx: ScopedTx, query: JobStatusQuery): Promise<JobStatusAnswer> {
  const found = await tx.execute<{ now: string } & RawJobRow>(sql`
    select now() as now, page.* from (values (1)) as one (n) left join lateral (
      select ${jobRowColumns} from (
        select * from jobs j where ${conditions(tx, query)} order by j.updated_at, j.id limit ${MAX_ROWS}
      ) j ${jobRowJoins} order by j.updated_at, j.id
    ) page on true`);
  const now = toIso(found[0]?.now ?? new Date().toISOString());
  const nowMs = Date.parse(now);
  const rows = [...found].filter((row) => row.id !== null).map((row) => toJobRow(row, nowMs));
  const last = rows.at(-1);
  // A full answer goes on after its last row; otherwise everything up to this moment has been told.
  const cursor = rows.length === MAX_ROWS && last ? toJobCursor({ at: last.updatedAt, id: last.id }) : now;
  return { rows, cursor, now };
}

function conditions(tx: ScopedTx, { ids, since }: JobStatusQuery): SQL {
  const mine = sql`j.organisation_id = ${tx.scope.organisationId}`;
  const isGiven = ids && (ids.length > 0 ? sql`j.id in ${[...ids]}` : sql`false`);
  const isChanged = since ? changedSince(since) : undefined;
  if (isGiven && isChanged) return sql`${mine} and ${isGiven} and (${isChanged} or j.status in ('running', 'pending'))`;
  // Without a cursor and without ids: a page's first call, which only wants to know where it stands.
  return sql`${mine} and ${isGiven ?? isChanged ?? sql`false`}`;
}

function changedSince(since: string): SQL {
  const { at, id } = fromJobCursor(since);
  if (id) return sql`(j.updated_at, j.id) > (${at}::timestamptz, ${id}::uuid)`;
  return sql`j.updated_at > ${at}::timestamptz - make_interval(secs => ${OVERLAP_SECONDS})`;
}

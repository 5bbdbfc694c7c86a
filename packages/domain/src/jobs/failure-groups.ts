import type { ScopedTx } from "@pumpd/db";
import type { Failure } from "@pumpd/model";
import { type SQL, sql } from "drizzle-orm";
import { MOST_COUNTED } from "./count-matching.ts";
import { toIso } from "./job-row.ts";

export type FailureGroup = {
  /** same type, same failure, same part of the page */
  fingerprint: string;
  type: string;
  /** of the newest job in it */
  failure: Failure;
  /** open jobs in it, up to 1 001 */
  count: number;
  /** ISO 8601, UTC: the oldest and the newest of the open ones */
  firstAt: string;
  lastAt: string;
  newest: { id: string; shortId: string; restaurantName: string };
  /** one picture of the newest job that has one */
  pictureId: string | null;
};

const MOST_GROUPS = 100;
const OPEN = sql.raw(`status in ('failed', 'timeout') and resolved_at is null`);

/**
 * What failed alike and is still open, most often first. Walks from one fingerprint to the next in a small index, so the
 * cost is the number of kinds and not the number of jobs.
 */
export async function listFailureGroups(tx: ScopedTx): Promise<{ groups: FailureGroup[] }> {
  const mine = openOf(tx);
  const found = await tx.execute<{
    fingerprint: string;
    type: string;
    failure: Failure;
    count: number;
    first_at: string;
    last_at: string;
    id: string;
    short_id: string;
    restaurant_name: string;
    picture_id: string | null;
  }>(sql`
    with recursive ${kindsOf(mine)}
    select k.fingerprint, newest.type, newest.failure, counted.count, oldest.updated_at as first_at,
      newest.updated_at as last_at, newest.id, newest.short_id, r.name as restaurant_name,
      (select a.id from artifacts a where a.job_id = newest.id and a.content_type like 'image/%' order by a.id desc limit 1) as picture_id
    from kinds k
    cross join lateral (select count(*)::int as count from (select from jobs
      where ${mine} and failure_fingerprint = k.fingerprint limit ${MOST_COUNTED}) c) counted
    cross join lateral (select * from jobs where ${mine} and failure_fingerprint = k.fingerprint
      order by updated_at desc, id desc limit 1) newest
    cross join lateral (select updated_at from jobs where ${mine} and failure_fingerprint = k.fingerprint
      order by updated_at, id limit 1) oldest
    join restaurants r on r.id = newest.restaurant_id
    where k.fingerprint is not null and counted.count > 1
    order by counted.count desc, newest.updated_at desc`);
  return {
    groups: found.map((row) => ({
      fingerprint: row.fingerprint,
      type: row.type,
      failure: row.failure,
      count: row.count,
      firstAt: toIso(row.first_at),
      lastAt: toIso(row.last_at),
      newest: { id: row.id, shortId: row.short_id, restaurantName: row.restaurant_name },
      pictureId: row.picture_id,
    })),
  };
}

/** How many groups there are, without what they are: the sidebar asks it on every page. */
export async function countFailureGroups(tx: ScopedTx): Promise<number> {
  const mine = openOf(tx);
  // The two entries behind the last kind say which the next one is and whether it is a group.
  const nextTwo = (
    after: SQL,
  ) => sql`(select array_agg(two.failure_fingerprint) from (select failure_fingerprint from jobs
    where ${mine} and ${after} order by failure_fingerprint limit 2) two)`;
  const [row] = await tx.execute<{ count: number }>(sql`
    with recursive kinds (two, n) as (
      select ${nextTwo(sql`failure_fingerprint is not null`)}, 1
      union all
      select ${nextTwo(sql`failure_fingerprint > kinds.two[1]`)}, kinds.n + 1
      from kinds where kinds.two is not null and kinds.n < ${MOST_GROUPS}
    )
    select count(*)::int as count from kinds where two[1] = two[2]`);
  return row?.count ?? 0;
}

const openOf = (tx: ScopedTx): SQL => sql`organisation_id = ${tx.scope.organisationId} and ${OPEN}`;

const kindsOf = (mine: SQL): SQL => sql`kinds (fingerprint, n) as (
  (select failure_fingerprint, 1 from jobs where ${mine} and failure_fingerprint is not null
    order by failure_fingerprint limit 1)
  union all
  select (select failure_fingerprint from jobs where ${mine} and failure_fingerprint > kinds.fingerprint
    order by failure_fingerprint limit 1), kinds.n + 1
  from kinds where kinds.fingerprint is not null and kinds.n < ${MOST_GROUPS}
)`;

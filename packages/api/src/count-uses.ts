import type { Queryable } from "@pumpd/db";
import { sql } from "drizzle-orm";

/** So many uses per window. `key` says of what and by whom; it is stored as it is. */
export type Limit = { key: string; uses: number; windowMs: number };

/** Where one limit stands after a use. `resetMs`: until its window is over. */
export type LimitState = Limit & { used: number; isOver: boolean; resetMs: number };

/**
 * Counts one use against each limit and says where they stand. In the database: a restart forgives nothing and several
 * servers count together. One statement, so racing uses are all counted.
 */
export async function countUses(db: Queryable, limits: readonly Limit[]): Promise<LimitState[]> {
  // In one order for everybody: two statements that lock the same rows crosswise would wait for each other.
  const ordered = limits.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const nowMs = Date.now();
  const rows = ordered.map(({ key, windowMs }) => sql`(${key}::text, ${windowMs}::bigint)`);
  const isPast = sql`auth.rate_limits.last_request <= ${nowMs}::bigint - (select windows.ms from windows where windows.key = auth.rate_limits.key)`;
  const found = await db.execute<{ key: string; count: number; since: string }>(sql`
    with windows (key, ms) as (values ${sql.join(rows, sql`, `)})
    insert into auth.rate_limits (key, count, last_request) select key, 1, ${nowMs}::bigint from windows
    on conflict (key) do update set
      count = case when ${isPast} then 1 else auth.rate_limits.count + 1 end,
      last_request = case when ${isPast} then excluded.last_request else auth.rate_limits.last_request end
    returning key, count, last_request as since`);
  return ordered.map((limit) => {
    const row = found.find(({ key }) => key === limit.key);
    const used = row?.count ?? 1;
    const resetMs = Math.max(0, Number(row?.since ?? nowMs) + limit.windowMs - nowMs);
    return { ...limit, used, isOver: used > limit.uses, resetMs };
  });
}

export async function forgetUses(db: Queryable, key: string): Promise<void> {
  await db.execute(sql`delete from auth.rate_limits where key = ${key}`);
}

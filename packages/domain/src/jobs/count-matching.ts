import type { ScopedTx } from "@pumpd/db";
import { sql } from "drizzle-orm";
import { type JobFilter, planJobSearch } from "./job-filter.ts";
import { findJobs, walkOf } from "./list.ts";

/** One more than a page ever says: "over 1,000". */
export const MOST_COUNTED = 1_001;

/** How many jobs a filter finds, up to 1 001; the page shows its rows before it knows. */
export async function countMatchingJobs(tx: ScopedTx, filter: JobFilter): Promise<{ count: number }> {
  const search = await planJobSearch(tx, filter);
  const found = findJobs(search, { walk: walkOf({}), limit: MOST_COUNTED, columns: sql`j.updated_at, j.id` });
  const [row] = await tx.execute<{ count: number }>(sql`select count(*)::int as count from (${found}) found`);
  return { count: row?.count ?? 0 };
}

import { type ScopedTx, tables } from "@pumpd/db";
import { count, desc, eq, sql } from "drizzle-orm";

const { usageEvents } = tables;
const MONTHS = 13;

/** `month` is `2026-11`, UTC. Months and types in which nothing was completed are left out. */
export type UsageRow = { month: string; type: string; jobs: number };

/** Jobs completed per month and type, newest month first. Each counts once, in the month it was first completed in. */
export async function listUsage(tx: ScopedTx): Promise<UsageRow[]> {
  const { month, type, organisationId } = usageEvents;
  const first = sql`to_char((now() at time zone 'UTC') - make_interval(months => ${MONTHS - 1}), 'YYYY-MM')`;
  return tx
    .select({ month, type, jobs: count() })
    .from(usageEvents)
    .where(sql`${eq(organisationId, tx.scope.organisationId)} and ${month} >= ${first}`)
    .groupBy(month, type)
    .orderBy(desc(month), type);
}

import type { Database } from "@pumpd/db";

/**
 * How often a job started for the first time although another of its account stood before it in the line (docs/order.md)
 * and had been asked for. By the times that the database wrote itself.
 */
export async function countOvertakes({ $client }: Pick<Database, "$client">): Promise<number> {
  const [row] = await $client<{ n: number }[]>`
    with ran as (
      select j.id, j.account_id, j.line_at, j.created_at, min(a.started_at) as started_at
      from jobs j join attempts a on a.job_id = j.id group by j.id)
    select count(*)::int as n from ran first join ran second on second.account_id = first.account_id
      and second.started_at < first.started_at and first.line_at < second.line_at and first.created_at < second.started_at`;
  return row?.n ?? 0;
}

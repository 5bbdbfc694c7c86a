import { type ScopedTx, tables } from "@pumpd/db";
import { and, asc, eq, like, or, sql } from "drizzle-orm";
import { fromCursor, toCursor } from "./cursor.ts";
import { likePattern } from "./name-key.ts";
import { type OpenJob, openJobOf, RESTAURANT_ID, toOpenJob } from "./open-job.ts";

export type RestaurantRow = {
  id: string;
  name: string;
  address: string | null;
  subdomain: string | null;
  upstreamId: string | null;
  milestones: string[];
  openJob: OpenJob | null;
  /** ISO 8601, UTC */
  updatedAt: string;
};

export type RestaurantQuery = {
  /** part of the name, with or without macrons; or a whole portal id */
  q?: string;
  cursor?: string;
  limit: number;
};

const { restaurants } = tables;

/** Restaurants by name, one statement a page, whatever stands before it. */
export async function listRestaurants(
  tx: ScopedTx,
  { q, cursor, limit }: RestaurantQuery,
): Promise<{ rows: RestaurantRow[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : fromCursor(cursor);
  const { id, name, address, subdomain, upstreamId, updatedAt, nameKey } = restaurants;
  const found = await tx
    .select({
      id,
      name,
      address,
      subdomain,
      upstreamId,
      updatedAt,
      nameKey,
      milestones: sql<
        string[]
      >`(select coalesce(json_agg(m.milestone order by m.seen_at), '[]') from restaurant_milestones m
        where m.restaurant_id = ${RESTAURANT_ID})`,
      openJob: sql<unknown>`${openJobOf()}`,
      nowMs: sql<number>`(extract(epoch from now()) * 1000)::float8`,
    })
    .from(restaurants)
    .where(
      and(
        q ? or(like(nameKey, likePattern(q)), eq(upstreamId, q)) : undefined,
        after && sql`(${nameKey}, ${id}) > (${after.nameKey}, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(nameKey), asc(id))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const rows = page.map(({ nameKey: _, nowMs, openJob, ...row }) => ({
    ...row,
    openJob: toOpenJob(openJob, nowMs),
    updatedAt: row.updatedAt.toISOString(),
  }));
  return { rows, nextCursor: last ? toCursor(last.nameKey, last.id) : null };
}

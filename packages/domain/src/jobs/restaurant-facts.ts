import type { Milestone, RestaurantFacts } from "@pumpd/automations/define";
import { type ScopedTx, tables } from "@pumpd/db";
import { eq, sql } from "drizzle-orm";
import { notFound } from "../errors.ts";
import type { HoldFacts } from "./preflight.ts";
import { noteWaiting, waitingJobsIfTight } from "./require-room.ts";

const { restaurants, portalAccounts, organisations } = tables;

export type JobFacts = {
  restaurant: RestaurantFacts;
  hasPassword: boolean;
  holds: readonly HoldFacts[];
  /** the first of the offered short ids that nobody in the organisation has */
  shortId: string | null;
  open: { id: string; shortId: string; status: "pending" | "running" | "needs_review" } | null;
  /** as many jobs of the organisation wait as may */
  isFull: boolean;
  mostWaiting: number;
};

export type JobFactsQuery = {
  restaurantId: string;
  type: string;
  mode: "run" | "inspect";
  shortIds: readonly string[];
};

/** Everything a request is judged by, in one statement. Throws NOT_FOUND. */
export async function readJobFacts(tx: ScopedTx, query: JobFactsQuery): Promise<JobFacts> {
  const host = sql`substring(${organisations.adminUrl} from '^[a-z]+://([^/]+)')`;
  const [row] = await tx
    .select({
      restaurant: restaurants,
      account: {
        id: portalAccounts.id,
        login: portalAccounts.login,
        state: portalAccounts.state,
        hasPassword: sql<boolean | null>`${portalAccounts.sealedPassword} is not null`,
      },
      milestones: sql<Milestone[]>`(select coalesce(json_agg(m.milestone), '[]') from restaurant_milestones m
        where m.restaurant_id = ${restaurants.id})`,
      holds: sql<
        HoldFacts[]
      >`(select coalesce(json_agg(json_build_object('id', h.id, 'scope', h.scope, 'reason', h.reason)), '[]')
        from holds h where h.released_at is null and (h.until is null or h.until > now()) and (h.scope, h.key) in (
          ('account', ${portalAccounts.id}::text), ('organisation', ${organisations.id}::text),
          ('job_type', ${query.type}::text), ('host', ${host})))`,
      // No "not exists": while statistics lag behind a flood, the server makes a join of it that reads every job there is.
      shortId: sql<
        string | null
      >`(select candidate from jsonb_array_elements_text(${JSON.stringify(query.shortIds)}::jsonb)
        with ordinality as offered (candidate, n)
        where (select j.id from jobs j where j.organisation_id = ${organisations.id} and j.short_id = candidate) is null
        order by n limit 1)`,
      open: sql<
        JobFacts["open"]
      >`(select json_build_object('id', j.id, 'shortId', j.short_id, 'status', j.status) from jobs j
        where j.restaurant_id = ${restaurants.id} and j.type = ${query.type} and j.mode = ${query.mode}
          and j.status in ('pending', 'running', 'needs_review'))`,
      waiting: waitingJobsIfTight(tx.scope.organisationId),
      mostWaiting: organisations.maxWaitingJobs,
    })
    .from(restaurants)
    .innerJoin(organisations, eq(organisations.id, restaurants.organisationId))
    .leftJoin(portalAccounts, eq(portalAccounts.id, restaurants.accountId))
    .where(eq(restaurants.id, query.restaurantId));
  if (!row) throw notFound("restaurant");
  noteWaiting(tx.scope.organisationId, { waiting: row.waiting, most: row.mostWaiting });
  const { restaurant, account, holds } = row;
  const isHeld = holds.some((hold) => hold.scope === "account");
  return {
    restaurant: {
      id: restaurant.id,
      name: restaurant.name,
      subdomain: restaurant.subdomain,
      address: restaurant.address,
      phone: restaurant.phone,
      openingHours: restaurant.openingHours,
      country: restaurant.country,
      timezone: restaurant.timezone,
      upstreamId: restaurant.upstreamId,
      storeUrl: restaurant.storeUrl,
      account: account && {
        id: account.id,
        login: account.login,
        state: isHeld ? "on_hold" : account.state === "works" ? "works" : "not_tried",
      },
      milestones: row.milestones,
    },
    hasPassword: account?.hasPassword ?? false,
    holds,
    shortId: row.shortId,
    open: row.open,
    isFull: row.waiting !== null && row.waiting >= row.mostWaiting,
    mostWaiting: row.mostWaiting,
  };
}

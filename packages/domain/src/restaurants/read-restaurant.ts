import { type ScopedTx, tables } from "@pumpd/db";
import type { Country, WeekHours } from "@pumpd/model";
import { eq, sql } from "drizzle-orm";
import { type AccountRow, findAccount } from "../accounts/account-row.ts";
import { notFound } from "../errors.ts";
import { listNotes, type RestaurantNote } from "./list-notes.ts";
import { type NextAction, nextAction } from "./next-action.ts";
import { openJobOf, RESTAURANT_ID, toOpenJob } from "./open-job.ts";

export type MilestoneSeen = {
  milestone: string;
  /** ISO 8601, UTC */
  seenAt: string;
  jobId: string;
  jobShortId: string;
  by: string;
  summary: string | null;
};

export type RestaurantDetail = {
  id: string;
  name: string;
  subdomain: string | null;
  address: string | null;
  phone: string | null;
  openingHours: WeekHours | null;
  country: Country;
  timezone: string;
  /** newest first */
  notes: RestaurantNote[];
  upstreamId: string | null;
  storeUrl: string | null;
  portalUrl: string | null;
  account: AccountRow | null;
  milestones: MilestoneSeen[];
  next: NextAction;
  createdAt: string;
  updatedAt: string;
};

type MilestoneFact = MilestoneSeen & { jobType: string };

const { organisations, restaurants } = tables;

/** Everything the restaurant's page shows but its jobs. Throws NOT_FOUND. */
export async function readRestaurant(tx: ScopedTx, id: string): Promise<RestaurantDetail> {
  const [row] = await tx
    .select({
      restaurant: restaurants,
      adminUrl: organisations.adminUrl,
      milestones: sql<MilestoneFact[]>`(select coalesce(json_agg(json_build_object('milestone', m.milestone,
          'seenAt', m.seen_at, 'jobId', j.id, 'jobShortId', j.short_id, 'by', j.created_by_name,
          'summary', m.summary, 'jobType', j.type) order by m.seen_at), '[]')
        from restaurant_milestones m join jobs j on j.id = m.job_id where m.restaurant_id = ${RESTAURANT_ID})`,
      openJob: sql<unknown>`${openJobOf()}`,
      nowMs: sql<number>`(extract(epoch from now()) * 1000)::float8`,
    })
    .from(restaurants)
    .innerJoin(organisations, eq(organisations.id, restaurants.organisationId))
    .where(eq(restaurants.id, id));
  if (!row) throw notFound("restaurant");
  const { restaurant, adminUrl, milestones } = row;
  const notes = await listNotes(tx, id);
  const account = restaurant.accountId ? await findAccount(tx, restaurant.accountId) : null;
  const next = nextAction({
    account,
    openJob: toOpenJob(row.openJob, row.nowMs),
    milestones: milestones.map(({ milestone }) => milestone),
    doneTypes: milestones.map(({ jobType }) => jobType),
  });
  return {
    ...restaurant,
    portalUrl: restaurant.upstreamId ? `${adminUrl}/restaurant/${restaurant.upstreamId}` : null,
    account,
    notes,
    milestones: milestones.map(({ seenAt, ...seen }) => ({ ...seen, seenAt: new Date(seenAt).toISOString() })),
    next,
    createdAt: restaurant.createdAt.toISOString(),
    updatedAt: restaurant.updatedAt.toISOString(),
  };
}

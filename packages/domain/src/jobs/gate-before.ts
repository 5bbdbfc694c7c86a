import type { Queryable } from "@pumpd/db";
import { tables } from "@pumpd/db";
import { type SQL, sql, type WithSubquery } from "drizzle-orm";

const { jobs } = tables;

/**
 * What only one job may hold at a time: the account's row, then the restaurant's, then the job itself, which the
 * statement that these are parts of must lock where `isReached`. Claim and finish both come this way in this order, so
 * neither deadlocks with the other and a waiting job cannot miss the end of the one before it. What is read behind the
 * locks is read in a statement of its own: this one saw the time before them.
 */
export function gateBefore(db: Queryable, job: SQL | undefined): { parts: WithSubquery[]; isReached: SQL } {
  const target = db
    .$with("target")
    .as(db.select({ accountId: jobs.accountId, restaurantId: jobs.restaurantId }).from(jobs).where(job));
  // "No key", so that a new job's foreign keys do not wait for a running one. Each asks the one before it, which makes
  // the order: nothing is locked here before what it refers to.
  const account = db.$with("account", {}).as(sql`
    select id from portal_accounts where id = (select account_id from target) for no key update`);
  const restaurant = db.$with("restaurant", {}).as(sql`
    select id from restaurants
    where id = (select restaurant_id from target) and (select count(*) from account) >= 0 for no key update`);
  return { parts: [target, account, restaurant], isReached: sql`(select count(*) from restaurant) > 0` };
}

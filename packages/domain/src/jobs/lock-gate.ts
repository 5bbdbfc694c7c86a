import type { ScopedTx } from "@pumpd/db";
import { sql } from "drizzle-orm";

/**
 * Locks what only one job may hold at a time: the account's row, then the restaurant's, then the job itself. Claim and
 * finish both come this way in this order, so neither deadlocks with the other and a waiting job cannot miss the end of
 * the one before it. What is read behind it is read in a statement of its own: this one saw the time before the locks.
 */
export async function lockGate(tx: ScopedTx, jobId: string): Promise<void> {
  // "No key", so that a new job's foreign keys do not wait for a running one. Each asks the one before it, which makes
  // the order: nothing is locked here before what it refers to.
  await tx.execute(sql`
    with target as materialized (select account_id, restaurant_id from jobs where id = ${jobId}::uuid),
    account as materialized (
      select id from portal_accounts where id = (select account_id from target) for no key update),
    restaurant as materialized (
      select id from restaurants
      where id = (select restaurant_id from target) and (select count(*) from account) >= 0 for no key update)
    select id from jobs where id = ${jobId}::uuid and (select count(*) from restaurant) > 0 for no key update`);
}

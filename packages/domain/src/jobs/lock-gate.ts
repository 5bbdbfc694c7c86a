import { type ScopedTx, tables } from "@pumpd/db";
import { eq } from "drizzle-orm";

const { portalAccounts, restaurants } = tables;

/**
 * Locks what only one job may hold at a time: the account's row, then the restaurant's. Claim and finish both come this
 * way in this order, so neither deadlocks with the other and a waiting job cannot miss the end of the one before it.
 */
export async function lockGate(
  tx: ScopedTx,
  { accountId, restaurantId }: { accountId: string | null; restaurantId: string },
): Promise<void> {
  // "No key", so that a new job's foreign keys do not wait for a running one.
  if (accountId)
    await tx
      .select({ id: portalAccounts.id })
      .from(portalAccounts)
      .where(eq(portalAccounts.id, accountId))
      .for("no key update");
  await tx
    .select({ id: restaurants.id })
    .from(restaurants)
    .where(eq(restaurants.id, restaurantId))
    .for("no key update");
}

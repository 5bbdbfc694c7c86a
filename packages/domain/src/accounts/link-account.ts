import { type ScopedTx, tables } from "@pumpd/db";
import { eq, sql } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { notFound } from "../errors.ts";

/** Says which portal account a restaurant belongs to; null: none. Throws NOT_FOUND for either one. */
export async function linkAccount(
  tx: ScopedTx,
  { by, accountId, restaurantId }: { by: By; accountId: string | null; restaurantId: string },
): Promise<void> {
  const { portalAccounts, restaurants } = tables;
  if (accountId) {
    const [account] = await tx
      .select({ id: portalAccounts.id })
      .from(portalAccounts)
      .where(eq(portalAccounts.id, accountId));
    if (!account) throw notFound("portal account");
  }
  const [row] = await tx
    .update(restaurants)
    .set({ accountId, updatedAt: sql`now()` })
    .where(eq(restaurants.id, restaurantId))
    .returning({ id: restaurants.id });
  if (!row) throw notFound("restaurant");
  const target = { kind: "restaurant", id: restaurantId };
  await writeAudit(tx, { by, action: "restaurant.link_account", target, data: { accountId } });
}

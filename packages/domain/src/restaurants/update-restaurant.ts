import { type ScopedTx, tables } from "@pumpd/db";
import { eq, sql } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { invalidInput, notFound } from "../errors.ts";
import { nameKey } from "./name-key.ts";
import { blankToNull, placeOf, type RestaurantFields, requireAccount } from "./restaurant-fields.ts";

const { restaurants } = tables;

/**
 * Changes our own record of a restaurant; the portal stays as it is. What was read back from the portal (its store address)
 * is not edited. Throws NOT_FOUND and INVALID_INPUT.
 */
export async function updateRestaurant(
  tx: ScopedTx,
  { by, id, ...fields }: RestaurantFields & { by: By; id: string },
): Promise<{ id: string }> {
  const [before] = await tx.select().from(restaurants).where(eq(restaurants.id, id)).for("update");
  if (!before) throw notFound("restaurant");
  await requireAccount(tx, fields.accountId);
  const subdomain = blankToNull(fields.subdomain);
  if (before.upstreamId && subdomain !== undefined && subdomain !== before.subdomain)
    throw invalidInput({ subdomain: "The store address was read back from the portal. It is not changed here." });
  const country = fields.country ?? before.country;
  const ownTimezone = country === before.country ? before.timezone : undefined;
  const after = {
    name: fields.name,
    nameKey: nameKey(fields.name),
    subdomain,
    address: blankToNull(fields.address),
    phone: blankToNull(fields.phone),
    openingHours: fields.openingHours,
    accountId: fields.accountId,
    ...placeOf(country, fields.timezone ?? ownTimezone),
  };
  await tx
    .update(restaurants)
    .set({ ...after, updatedAt: sql`now()` })
    .where(eq(restaurants.id, id));
  const data = { changed: changedFields(before, after) };
  await writeAudit(tx, { by, action: "restaurant.update", target: { kind: "restaurant", id }, data });
  return { id };
}

function changedFields(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const changed = Object.entries(after).filter(
    ([field, value]) =>
      field !== "nameKey" && value !== undefined && JSON.stringify(value) !== JSON.stringify(before[field]),
  );
  return Object.fromEntries(changed.map(([field, value]) => [field, { from: before[field], to: value }]));
}

import { type ScopedTx, tables } from "@pumpd/db";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { readOrganisation } from "../people/index.ts";
import { insertNote } from "./add-note.ts";
import { nameKey } from "./name-key.ts";
import { blankToNull, placeOf, type RestaurantFields, requireAccount } from "./restaurant-fields.ts";

export type NewRestaurant = RestaurantFields & {
  /** the first thing to know about the place */
  note?: string;
};

/** Nothing happens at the portal: that is what registering is for. Country and timezone default to the organisation's. */
export async function createRestaurant(
  tx: ScopedTx,
  { by, note, ...fields }: NewRestaurant & { by: By },
): Promise<{ id: string }> {
  await requireAccount(tx, fields.accountId);
  const organisation = await readOrganisation(tx);
  const country = fields.country ?? organisation.country;
  const ownTimezone = country === organisation.country ? organisation.timezone : undefined;
  const [row] = await tx
    .insert(tables.restaurants)
    .values({
      organisationId: tx.scope.organisationId,
      name: fields.name,
      nameKey: nameKey(fields.name),
      subdomain: blankToNull(fields.subdomain),
      address: blankToNull(fields.address),
      phone: blankToNull(fields.phone),
      openingHours: fields.openingHours,
      accountId: fields.accountId,
      source: by.kind,
      ...placeOf(country, fields.timezone ?? ownTimezone),
    })
    .returning({ id: tables.restaurants.id });
  if (!row) throw new Error("the new restaurant was not written");
  const data = { name: fields.name };
  await writeAudit(tx, { by, action: "restaurant.create", target: { kind: "restaurant", id: row.id }, data });
  if (note) await insertNote(tx, { by, restaurantId: row.id, text: note });
  return row;
}

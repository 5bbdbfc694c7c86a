import { type ScopedTx, tables } from "@pumpd/db";
import { eq } from "drizzle-orm";
import { notFound } from "../errors.ts";

/** Throws NOT_FOUND for a restaurant that is not the organisation's. */
export async function requireRestaurant(tx: ScopedTx, id: string): Promise<void> {
  if ((await tx.$count(tables.restaurants, eq(tables.restaurants.id, id))) === 0) throw notFound("restaurant");
}

import { type ScopedTx, tables } from "@pumpd/db";
import { desc, eq } from "drizzle-orm";

export type RestaurantNote = {
  id: string;
  text: string;
  author: string;
  /** ISO 8601, UTC */
  at: string;
};

const SHOWN_NOTES = 50;
const { restaurantNotes } = tables;

/** What people wrote about a place, newest first. */
export async function listNotes(tx: ScopedTx, restaurantId: string): Promise<RestaurantNote[]> {
  const rows = await tx
    .select()
    .from(restaurantNotes)
    .where(eq(restaurantNotes.restaurantId, restaurantId))
    .orderBy(desc(restaurantNotes.id))
    .limit(SHOWN_NOTES);
  return rows.map(({ id, text, authorName, createdAt }) => ({
    id,
    text,
    author: authorName,
    at: createdAt.toISOString(),
  }));
}

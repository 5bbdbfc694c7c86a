import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { notFound } from "../errors.ts";

const { restaurantNotes } = tables;

export type RemoveNote = { by: By; restaurantId: string; noteId: string };

/** Takes a note away whole, also one that should never have been written. Throws NOT_FOUND. */
export async function removeNote(tx: ScopedTx, { by, restaurantId, noteId }: RemoveNote): Promise<{ id: string }> {
  const [gone] = await tx
    .delete(restaurantNotes)
    .where(and(eq(restaurantNotes.id, noteId), eq(restaurantNotes.restaurantId, restaurantId)))
    .returning({ id: restaurantNotes.id, author: restaurantNotes.authorName });
  if (!gone) throw notFound("note");
  await writeAudit(tx, {
    by,
    action: "restaurant.remove_note",
    target: { kind: "restaurant", id: restaurantId },
    data: { note: noteId, author: gone.author },
  });
  return { id: gone.id };
}

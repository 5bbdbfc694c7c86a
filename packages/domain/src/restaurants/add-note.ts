import { type ScopedTx, tables } from "@pumpd/db";
import { eq } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { notFound } from "../errors.ts";

export type AddNote = { by: By; restaurantId: string; text: string };

const { restaurants, restaurantNotes } = tables;

/** One more thing to know about a place, in the writer's name. Throws NOT_FOUND. */
export async function addNote(tx: ScopedTx, note: AddNote): Promise<{ id: string }> {
  const [place] = await tx
    .select({ id: restaurants.id })
    .from(restaurants)
    .where(eq(restaurants.id, note.restaurantId));
  if (!place) throw notFound("restaurant");
  const added = await insertNote(tx, note);
  const { by, restaurantId } = note;
  // The text stays out of the audit log: taken away, it is gone.
  await writeAudit(tx, {
    by,
    action: "restaurant.add_note",
    target: { kind: "restaurant", id: restaurantId },
    data: { note: added.id },
  });
  return added;
}

export async function insertNote(tx: ScopedTx, { by, restaurantId, text }: AddNote): Promise<{ id: string }> {
  const [row] = await tx
    .insert(restaurantNotes)
    .values({
      organisationId: tx.scope.organisationId,
      restaurantId,
      text,
      authorKind: by.kind,
      authorId: by.id,
      authorName: by.name,
    })
    .returning({ id: restaurantNotes.id });
  if (!row) throw new Error("the note was not written");
  return row;
}

import { type ScopedTx, tables } from "@pumpd/db";
import { and, asc, eq, sql } from "drizzle-orm";
import { DomainError, notFound } from "../errors.ts";

const { savedViews } = tables;
const MOST_VIEWS = 20;

export type SavedView = { id: string; name: string; filters: Record<string, unknown>; isDefault: boolean };

/** A person's own views of the jobs list, oldest first. */
export async function listSavedViews(tx: ScopedTx, { personId }: { personId: string }): Promise<SavedView[]> {
  const { id, name, filters, isDefault } = savedViews;
  return tx.select({ id, name, filters, isDefault }).from(savedViews).where(ownedBy(tx, personId)).orderBy(asc(id));
}

export type SaveView = { personId: string; name: string; filters: Record<string, unknown> };

/** Keeps a view under a name; the same name again replaces it. Throws TOO_MANY. */
export async function saveView(tx: ScopedTx, { personId, name, filters }: SaveView): Promise<void> {
  const { organisationId } = tx.scope;
  const existing = await listSavedViews(tx, { personId });
  if (existing.length >= MOST_VIEWS && !existing.some((view) => view.name === name))
    throw new DomainError("TOO_MANY", `You have ${MOST_VIEWS} views. Take one away first.`);
  await tx
    .insert(savedViews)
    .values({ organisationId, userId: personId, name, filters })
    .onConflictDoUpdate({ target: [savedViews.organisationId, savedViews.userId, savedViews.name], set: { filters } });
}

type NamedView = { personId: string; name: string };

/** Taking away what is not there is as good as done. */
export async function removeView(tx: ScopedTx, { personId, name }: NamedView): Promise<void> {
  await tx.delete(savedViews).where(and(ownedBy(tx, personId), eq(savedViews.name, name)));
}

type DefaultView = { personId: string; name: string | null };

/** Where the jobs page opens from now on; null is the list of all jobs. Throws NOT_FOUND. */
export async function setDefaultView(tx: ScopedTx, { personId, name }: DefaultView): Promise<void> {
  await tx.update(savedViews).set({ isDefault: false }).where(ownedBy(tx, personId));
  if (name === null) return;
  const chosen = await tx
    .update(savedViews)
    .set({ isDefault: true })
    .where(and(ownedBy(tx, personId), eq(savedViews.name, name)))
    .returning({ id: savedViews.id });
  if (chosen.length === 0) throw notFound("view");
}

function ownedBy(tx: ScopedTx, personId: string) {
  return sql`${savedViews.organisationId} = ${tx.scope.organisationId} and ${savedViews.userId} = ${personId}`;
}

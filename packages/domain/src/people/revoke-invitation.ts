import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { notFound } from "../errors.ts";

/** Ends a link that was not used yet. Throws NOT_FOUND. */
export async function revokeInvitation(tx: ScopedTx, { by, id }: { by: By; id: string }): Promise<{ id: string }> {
  const { invitations } = tables;
  const [row] = await tx
    .update(invitations)
    .set({ revokedAt: sql`coalesce(${invitations.revokedAt}, now())` })
    .where(and(eq(invitations.id, id), isNull(invitations.acceptedAt)))
    .returning({ id: invitations.id });
  if (!row) throw notFound("invitation");
  await writeAudit(tx, { by, action: "invitation.revoke", target: { kind: "invitation", id } });
  return row;
}

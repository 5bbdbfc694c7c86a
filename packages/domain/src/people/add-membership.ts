import { type ScopedTx, tables } from "@pumpd/db";
import type { Role } from "@pumpd/model";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";

export type NewMembership = { by: By; userId: string; role: Role };

/** Lets a person in, or changes their role. Counts from their next request on. */
export async function addMembership(tx: ScopedTx, { by, userId, role }: NewMembership): Promise<void> {
  const { organisationId } = tx.scope;
  await tx
    .insert(tables.memberships)
    .values({ userId, organisationId, role })
    .onConflictDoUpdate({ target: [tables.memberships.userId, tables.memberships.organisationId], set: { role } });
  await writeAudit(tx, { by, action: "membership.set", target: { kind: "person", id: userId }, data: { role } });
}

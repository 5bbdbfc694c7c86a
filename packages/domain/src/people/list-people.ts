import { type ScopedTx, tables } from "@pumpd/db";
import type { Role } from "@pumpd/model";
import { and, asc, eq, isNull } from "drizzle-orm";

export type PersonRow = { id: string; name: string; email: string; role: Role };

/** The organisation's people by name, without disabled ones. Needs the web role: the worker sees no people. */
export async function listPeople(tx: ScopedTx): Promise<PersonRow[]> {
  const { users, memberships } = tables;
  return (
    tx
      .select({ id: users.id, name: users.name, email: users.email, role: memberships.role })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      // `auth` stands outside of row level security: this filter is the wall.
      .where(and(eq(memberships.organisationId, tx.scope.organisationId), isNull(users.disabledAt)))
      .orderBy(asc(users.name), asc(users.id))
  );
}

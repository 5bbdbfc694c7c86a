import { type ScopedTx, tables } from "@pumpd/db";
import type { Role } from "@pumpd/model";
import { and, eq } from "drizzle-orm";
import { notFound } from "../errors.ts";

const { memberships, users } = tables;

export type MemberRow = { id: string; name: string; email: string; role: Role; disabledAt: Date | null };

/** One of the organisation's people, also without access. `auth` stands outside of row level security: the filter is the wall. */
export async function readMemberRow(tx: ScopedTx, userId: string): Promise<MemberRow> {
  const [row] = await tx
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      disabledAt: memberships.disabledAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organisationId, tx.scope.organisationId), eq(memberships.userId, userId)));
  if (!row) throw notFound("person");
  return row;
}

import { type ScopedTx, tables } from "@pumpd/db";
import type { Role } from "@pumpd/model";
import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";

export type PersonRow = {
  id: string;
  name: string;
  email: string;
  role: Role;
  hasAccess: boolean;
  /** ISO 8601, UTC; null: never, or long ago */
  lastSeenAt: string | null;
};

const { users, memberships, sessions, invitations } = tables;

/** The organisation's people by name, also those without access. Needs the web role: the worker sees no people. */
export async function listPeople(tx: ScopedTx): Promise<PersonRow[]> {
  const rows = await tx
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      hasAccess: sql<boolean>`${memberships.disabledAt} is null and ${users.disabledAt} is null`,
      lastSeenAt: sql<
        string | null
      >`(select max(${sessions.updatedAt}) from ${sessions} where ${sessions.userId} = ${users.id})`,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    // `auth` stands outside of row level security: this filter is the wall.
    .where(eq(memberships.organisationId, tx.scope.organisationId))
    .orderBy(asc(users.name), asc(users.id));
  return rows.map((row) => ({ ...row, lastSeenAt: row.lastSeenAt && new Date(row.lastSeenAt).toISOString() }));
}

/** A link that was given out and not used. Times are ISO 8601, UTC. */
export type InvitationRow = {
  id: string;
  email: string;
  role: Role;
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
};

/** Invitations that still count, newest first. */
export async function listInvitations(tx: ScopedTx): Promise<InvitationRow[]> {
  const { id, email, role, invitedBy, createdAt, expiresAt, acceptedAt, revokedAt } = invitations;
  const rows = await tx
    .select({ id, email, role, invitedBy, createdAt, expiresAt })
    .from(invitations)
    .where(
      and(
        eq(invitations.organisationId, tx.scope.organisationId),
        isNull(acceptedAt),
        isNull(revokedAt),
        sql`${expiresAt} > now()`,
      ),
    )
    .orderBy(desc(createdAt), desc(id));
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}

import { type Database, makeScope, type OrgScope, type ScopedTx, tables, withScope } from "@pumpd/db";
import { type Role, roleSchema } from "@pumpd/model";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { DomainError, invalidInput, notFound } from "../errors.ts";
import { addMembership } from "./add-membership.ts";
import { createPerson } from "./create-person.ts";
import { endSessions } from "./end-sessions.ts";
import { judgeSignInPassword } from "./judge-sign-in-password.ts";
import type { Session } from "./read-session.ts";
import { hashLinkToken } from "./secret-link.ts";
import { hashSignInPassword } from "./sign-in-password.ts";

const { invitations, memberships, users, accounts } = tables;

type Found = { id: string; scope: OrgScope; organisation: string; email: string; role: Role };

/**
 * What whoever opened the link is asked for. `new`: a name and a password. `password`: a new password, they are a member.
 * `sign_in`: they have a sign-in from elsewhere, and join with it.
 */
export type Welcome = { organisation: string; email: string; role: Role; asks: "new" | "password" | "sign_in" };

/** Throws NOT_FOUND for a link that does not count (any more). */
export async function readInvitation(db: Database, token: string): Promise<Welcome> {
  const { scope, organisation, email, role } = await requireInvitation(db, token);
  const asks = await withScope(db, scope, async (tx) => asksOf(await findOwner(tx, email)));
  return { organisation, email, role, asks };
}

export type Acceptance = {
  token: string;
  name?: string;
  password?: string;
  /** of whoever opened the link, if they are signed in */
  session: Session | undefined;
  requestId?: string;
};

/**
 * Lets the invited person in, once: makes them, adds the organisation to who they are elsewhere, or gives a member a new
 * password and signs them out everywhere. Throws NOT_FOUND for the link, INVALID_INPUT for name and password, FORBIDDEN
 * where somebody has to sign in first.
 */
export async function acceptInvitation(db: Database, acceptance: Acceptance): Promise<{ email: string }> {
  const { id, scope, email, role } = await requireInvitation(db, acceptance.token);
  return withScope(db, scope, async (tx) => {
    await useUp(tx, id);
    const owner = await findOwner(tx, email);
    const by = await letIn(tx, { acceptance, owner, email, role });
    await writeAudit(tx, { by, action: "invitation.accept", target: { kind: "invitation", id } });
    return { email };
  });
}

async function requireInvitation(db: Database, token: string): Promise<Found> {
  const [row] = await db.execute<{
    id: string;
    organisation_id: string;
    organisation_name: string;
    email: string;
    role: string;
  }>(sql`select * from app.find_invitation(${hashLinkToken(token)})`);
  if (!row) throw notFound("invitation");
  const role = roleSchema.parse(row.role);
  return {
    id: row.id,
    scope: makeScope(row.organisation_id),
    organisation: row.organisation_name,
    email: row.email,
    role,
  };
}

/** Of two who open the link at once the second waits here and finds it used. */
async function useUp(tx: ScopedTx, id: string): Promise<void> {
  const [used] = await tx
    .update(invitations)
    .set({ acceptedAt: sql`now()` })
    .where(and(eq(invitations.id, id), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
    .returning({ id: invitations.id });
  if (!used) throw notFound("invitation");
}

type Owner = { id: string; name: string; isMember: boolean };

/** Who has this address already, and whether they are in this organisation. */
async function findOwner(tx: ScopedTx, email: string): Promise<Owner | undefined> {
  const [owner] = await tx
    .select({ id: users.id, name: users.name, membership: memberships.userId })
    .from(users)
    .leftJoin(
      memberships,
      and(eq(memberships.userId, users.id), eq(memberships.organisationId, tx.scope.organisationId)),
    )
    .where(eq(users.email, email));
  return owner && { id: owner.id, name: owner.name, isMember: owner.membership !== null };
}

function asksOf(owner: Owner | undefined): Welcome["asks"] {
  if (!owner) return "new";
  return owner.isMember ? "password" : "sign_in";
}

type LettingIn = { acceptance: Acceptance; owner: Owner | undefined; email: string; role: Role };

async function letIn(tx: ScopedTx, { acceptance, owner, email, role }: LettingIn): Promise<By> {
  const { requestId, session } = acceptance;
  switch (asksOf(owner)) {
    case "new": {
      const name = acceptance.name?.trim() ?? "";
      if (name === "") throw invalidInput({ name: "Your name is empty." });
      const passwordHash = await hashChosen(acceptance, { name, email });
      const { id } = await createPerson(tx, { name, email, passwordHash });
      const by: By = { kind: "person", id, name, requestId };
      await addMembership(tx, { by, userId: id, role });
      return by;
    }
    case "password": {
      const { id, name } = requireOwner(owner);
      await requireNoOtherOrganisation(tx, id);
      await setSignInPassword(tx, { userId: id, passwordHash: await hashChosen(acceptance, { name, email }) });
      await endSessions(tx, id);
      return { kind: "person", id, name, requestId };
    }
    case "sign_in": {
      const { id, name } = requireOwner(owner);
      if (session?.person.id !== id)
        throw new DomainError("FORBIDDEN", `Sign in as ${email} first, then open the link again.`);
      const by: By = { kind: "person", id, name, requestId };
      await addMembership(tx, { by, userId: id, role });
      return by;
    }
  }
}

function requireOwner(owner: Owner | undefined): Owner {
  if (!owner) throw new Error("an address without an owner");
  return owner;
}

/** The admin of one organisation must not get into another with a password they had set. */
async function requireNoOtherOrganisation(tx: ScopedTx, userId: string): Promise<void> {
  const [other] = await tx
    .select({ id: memberships.organisationId })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), ne(memberships.organisationId, tx.scope.organisationId)))
    .limit(1);
  if (other)
    throw new DomainError(
      "FORBIDDEN",
      "You work for other organisations too. Change your password in Settings instead.",
    );
}

function hashChosen({ password = "" }: Acceptance, owner: { name: string; email: string }): Promise<string> {
  judgeSignInPassword(password, owner);
  return hashSignInPassword(password);
}

async function setSignInPassword(
  tx: ScopedTx,
  { userId, passwordHash }: { userId: string; passwordHash: string },
): Promise<void> {
  const mine = and(eq(accounts.userId, userId), eq(accounts.providerId, "credential"));
  const [changed] = await tx
    .update(accounts)
    .set({ password: passwordHash, updatedAt: sql`now()` })
    .where(mine)
    .returning({ id: accounts.id });
  if (!changed)
    await tx.insert(accounts).values({ userId, accountId: userId, providerId: "credential", password: passwordHash });
}

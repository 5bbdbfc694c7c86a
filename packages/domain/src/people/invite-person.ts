import { type ScopedTx, tables } from "@pumpd/db";
import type { Role } from "@pumpd/model";
import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { invalidInput } from "../errors.ts";
import { readMemberRow } from "./member-row.ts";
import { hashLinkToken, newLinkToken } from "./secret-link.ts";

const { invitations, memberships, users } = tables;
const DAYS = 7;

export type Invited = {
  id: string;
  /** for the link; shown this once, only its hash is kept */
  token: string;
};

/**
 * A link for somebody who is to join, good once and for seven days; an earlier one for the same address ends.
 * Throws INVALID_INPUT for an address that is none or whose owner is in already.
 */
export async function invitePerson(
  tx: ScopedTx,
  { by, email: typed, role }: { by: By; email: string; role: Role },
): Promise<Invited> {
  const email = typed.trim().toLowerCase();
  if (!z.email().safeParse(email).success) throw invalidInput({ email: "This is no e-mail address." });
  const [member] = await tx
    .select({ id: users.id })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(and(eq(users.email, email), eq(memberships.organisationId, tx.scope.organisationId)));
  if (member) throw invalidInput({ email: "This person is in already." });
  const invited = await makeLink(tx, { by, email, role });
  await writeAudit(tx, {
    by,
    action: "person.invite",
    target: { kind: "invitation", id: invited.id },
    data: { email, role },
  });
  return invited;
}

/** A link with which a member chooses a new password, good once and for seven days. Throws NOT_FOUND. */
export async function offerNewPassword(tx: ScopedTx, { by, userId }: { by: By; userId: string }): Promise<Invited> {
  const { email, role } = await readMemberRow(tx, userId);
  const invited = await makeLink(tx, { by, email, role });
  await writeAudit(tx, { by, action: "person.offer_password", target: { kind: "person", id: userId } });
  return invited;
}

async function makeLink(tx: ScopedTx, { by, email, role }: { by: By; email: string; role: Role }): Promise<Invited> {
  const { organisationId } = tx.scope;
  await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(invitations.organisationId, organisationId),
        eq(invitations.email, email),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    );
  const token = newLinkToken();
  const [row] = await tx
    .insert(invitations)
    .values({
      organisationId,
      email,
      role,
      tokenHash: hashLinkToken(token),
      invitedBy: by.name,
      expiresAt: sql`now() + make_interval(days => ${DAYS})`,
    })
    .returning({ id: invitations.id });
  if (!row) throw new Error("the invitation was not written");
  return { id: row.id, token };
}

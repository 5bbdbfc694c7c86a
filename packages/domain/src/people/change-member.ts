import { type ScopedTx, tables } from "@pumpd/db";
import type { Role } from "@pumpd/model";
import { and, eq, isNull, sql } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { DomainError } from "../errors.ts";
import { endSessions } from "./end-sessions.ts";
import { type MemberRow, readMemberRow } from "./member-row.ts";

const { memberships } = tables;

/** Counts from their next request on. Throws NOT_FOUND, CONFLICT for the last admin. */
export async function setRole(
  tx: ScopedTx,
  { by, userId, role }: { by: By; userId: string; role: Role },
): Promise<{ id: string }> {
  const member = await lockMember(tx, userId);
  if (role !== "admin") await requireAnotherAdmin(tx, member);
  await tx.update(memberships).set({ role }).where(isMember(tx, userId));
  const data = { from: member.role, to: role };
  await writeAudit(tx, { by, action: "membership.set", target: { kind: "person", id: userId }, data });
  return { id: userId };
}

/**
 * Takes a person's way into this organisation away, or gives it back. Counts from their next request on; whoever has no
 * other organisation is signed out everywhere. Throws NOT_FOUND, CONFLICT for the last admin.
 */
export async function setAccess(
  tx: ScopedTx,
  { by, userId, access }: { by: By; userId: string; access: "given" | "taken" },
): Promise<{ id: string }> {
  const member = await lockMember(tx, userId);
  const isTaken = access === "taken";
  if (isTaken) await requireAnotherAdmin(tx, member);
  await tx
    .update(memberships)
    .set({ disabledAt: isTaken ? sql`now()` : null })
    .where(isMember(tx, userId));
  if (isTaken && (await hasNoOrganisation(tx, userId))) await endSessions(tx, userId);
  const action = isTaken ? "membership.disable" : "membership.enable";
  await writeAudit(tx, { by, action, target: { kind: "person", id: userId } });
  return { id: userId };
}

/** Ends every session of one of the organisation's people. Throws NOT_FOUND. */
export async function signOutPerson(tx: ScopedTx, { by, userId }: { by: By; userId: string }): Promise<{ id: string }> {
  await readMemberRow(tx, userId);
  await endSessions(tx, userId);
  await writeAudit(tx, { by, action: "person.sign_out", target: { kind: "person", id: userId } });
  return { id: userId };
}

const isMember = (tx: ScopedTx, userId: string) =>
  and(eq(memberships.organisationId, tx.scope.organisationId), eq(memberships.userId, userId));

/** One change of an organisation's people at a time: two admins who demote each other would leave none. */
async function lockMember(tx: ScopedTx, userId: string): Promise<MemberRow> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`people:${tx.scope.organisationId}`}, 0))`);
  return readMemberRow(tx, userId);
}

async function requireAnotherAdmin(tx: ScopedTx, member: MemberRow): Promise<void> {
  if (member.role !== "admin" || member.disabledAt) return;
  const admins = await tx
    .select({ id: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.organisationId, tx.scope.organisationId),
        eq(memberships.role, "admin"),
        isNull(memberships.disabledAt),
      ),
    );
  if (admins.length < 2)
    throw new DomainError("CONFLICT", `${member.name} is the only admin. Make somebody else an admin first.`);
}

async function hasNoOrganisation(tx: ScopedTx, userId: string): Promise<boolean> {
  const [row] = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from app.memberships_of(${userId}::uuid)`,
  );
  return row?.n === 0;
}

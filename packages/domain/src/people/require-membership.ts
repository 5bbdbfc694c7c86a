import { makeScope, type OrgScope } from "@pumpd/db";
import { hasRole, ROLES, type Role } from "@pumpd/model";
import { ROLE_WORDS } from "@pumpd/model/words";
import { DomainError } from "../errors.ts";
import type { Membership, Session } from "./read-session.ts";

type Belonging = Pick<Session, "activeOrganisationId" | "memberships">;

export type Member = { scope: OrgScope; role: Role; organisation: { id: string; name: string } };

/**
 * The membership check, one of the three makers of an `OrgScope`: the organisation on screen with at least `needed`. Before
 * one was chosen, or when that membership is gone, it is the one where the person may do most. Throws FORBIDDEN with who can change that.
 */
export function requireMembership(session: Belonging, needed: Role): Member {
  const membership = activeMembership(session);
  if (!membership) throw new DomainError("FORBIDDEN", "You belong to no organisation yet. An admin can invite you.");
  if (!hasRole(membership.role, needed)) throw new DomainError("FORBIDDEN", refusal(membership, needed));
  const { organisationId, role, name } = membership;
  return { scope: makeScope(organisationId), role, organisation: { id: organisationId, name } };
}

function activeMembership({ activeOrganisationId, memberships }: Belonging): Membership | undefined {
  return memberships.find(({ organisationId }) => organisationId === activeOrganisationId) ?? strongest(memberships);
}

function strongest(memberships: readonly Membership[]): Membership | undefined {
  return memberships.toSorted((a, b) => ROLES.indexOf(b.role) - ROLES.indexOf(a.role))[0];
}

function refusal({ role, name }: Membership, needed: Role): string {
  const may =
    role === "viewer" ? "You may look but not change anything." : `This is for the role ${ROLE_WORDS[needed]}.`;
  return `${may} An admin of ${name} can change that.`;
}

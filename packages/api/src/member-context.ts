import { type OrgScope, type ScopedTx, withScope } from "@pumpd/db";
import { type By, DomainError } from "@pumpd/domain";
import { writeAudit } from "@pumpd/domain/audit";
import { type Member, requireMembership, type Session } from "@pumpd/domain/people";
import type { Context } from "./context.ts";
import { noteRefusal } from "./note-refusal.ts";
import type { ApiServices } from "./services.ts";
import type { Policy } from "./trpc.ts";

export type Change = { action: string; target: { kind: string; id: string }; data?: Record<string, unknown> };

/** The two ways into an organisation, for people and for programs alike. */
export type Doors = {
  /** One transaction inside the organisation: the only way to its rows. */
  inScope: <T>(work: (tx: ScopedTx) => Promise<T>) => Promise<T>;
  /** The same for a change, with its audit line in the same transaction. */
  change: <T>(change: Change, work: (tx: ScopedTx) => Promise<T>) => Promise<T>;
};

/** What a procedure's body has beside its input. */
export type MemberContext = Context &
  Doors & {
    session: Session;
    member: Member;
    /** who asks, for history and audit */
    by: By;
  };

export type Entry = {
  policy: Policy;
  /** what is asked for, in our own words; a refusal is noted with it */
  where: string;
};

/** Lets a person in, or throws SIGNED_OUT or FORBIDDEN. */
export async function enter(ctx: Context, { policy, where }: Entry): Promise<MemberContext> {
  const session = await ctx.readSession();
  if (!session) throw new DomainError("SIGNED_OUT", "You are signed out. Sign in to go on.");
  const by: By = { kind: "person", id: session.person.id, name: session.person.name, requestId: ctx.requestId };
  // Whoever belongs nowhere is refused here, and there is no log that it could stand in.
  const { scope } = requireMembership(session, "viewer");
  try {
    const member = requireAllowed(session, policy);
    return { ...ctx, session, member, by, ...openDoors(ctx.services, { scope, by }) };
  } catch (error) {
    const target = { kind: "address", id: where };
    await noteRefusal(ctx.services.db, { scope, by, action: "access.refused", target });
    throw error;
  }
}

function requireAllowed(session: Session, policy: Policy): Member {
  const member = requireMembership(session, policy.role);
  if (policy.isPlatformAdmin && !session.person.isPlatformAdmin)
    throw new DomainError("FORBIDDEN", "Workers and portals serve every organisation, so a platform admin does this.");
  return member;
}

export function openDoors({ db }: ApiServices, { scope, by }: { scope: OrgScope; by: By }): Doors {
  const inScope: Doors["inScope"] = (work) => withScope(db, scope, work);
  const change: Doors["change"] = (made, work) =>
    inScope(async (tx) => {
      const result = await work(tx);
      await writeAudit(tx, { by, ...made });
      return result;
    });
  return { inScope, change };
}

import { type OrgScope, type ScopedTx, withScope } from "@pumpd/db";
import { type By, DomainError } from "@pumpd/domain";
import { writeAudit } from "@pumpd/domain/audit";
import { type Member, requireMembership, type Session } from "@pumpd/domain/people";
import type { Context } from "./context.ts";
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

/** Lets a person in, or throws SIGNED_OUT or FORBIDDEN. */
export async function enter(ctx: Context, policy: Policy): Promise<MemberContext> {
  const session = await ctx.readSession();
  if (!session) throw new DomainError("SIGNED_OUT", "You are signed out. Sign in to go on.");
  const member = requireMembership(session, policy.role);
  if (policy.isPlatformAdmin && !session.person.isPlatformAdmin)
    throw new DomainError("FORBIDDEN", "Workers and portals serve every organisation, so a platform admin does this.");
  const by: By = { kind: "person", id: session.person.id, name: session.person.name, requestId: ctx.requestId };
  return { ...ctx, session, member, by, ...openDoors(ctx.services, { scope: member.scope, by }) };
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

import { type OrgScope, type ScopedTx, withScope } from "@pumpd/db";
import { type By, DomainError } from "@pumpd/domain";
import { writeAudit } from "@pumpd/domain/audit";
import { type Member, requireMembership, type Session } from "@pumpd/domain/people";
import { TRPCError } from "@trpc/server";
import type { Context } from "./context.ts";
import { toErrorAnswer } from "./error-answer.ts";
import { isSameOrigin } from "./same-origin.ts";
import { type Policy, t } from "./trpc.ts";

/** What a procedure's body has beside its input. */
export type MemberContext = Context & {
  session: Session;
  member: Member;
  /** who asks, for history and audit */
  by: By;
  /** One transaction inside the member's organisation: the only way to its rows. */
  inScope: <T>(work: (tx: ScopedTx) => Promise<T>) => Promise<T>;
  /** The same for a change, with its audit line in the same transaction. */
  change: <T>(action: string, target: ChangeTarget<T>, work: (tx: ScopedTx) => Promise<T>) => Promise<T>;
};

/** What is changed; the id may be known only afterwards. */
export type ChangeTarget<T> = { kind: string; id: string | ((result: T) => string) };

/** The only maker of procedures: none without a policy. Thrown things are mapped once, here, for HTTP and callers alike. */
export function procedure(policy: Policy) {
  return t.procedure
    .meta({ policy })
    .use(async ({ next, path, ctx }) => {
      const result = await next();
      if (result.ok) return result;
      const answer = toErrorAnswer(result.error);
      if (answer.httpStatus >= 500)
        ctx.services.reportError({ requestId: ctx.requestId, where: path, error: result.error.cause ?? result.error });
      throw new TRPCError({
        code: answer.trpcCode,
        message: answer.message,
        cause: result.error.cause ?? result.error,
      });
    })
    .use(async ({ next, type, ctx }) => {
      if (type !== "query" && !isSameOrigin(ctx.headers, ctx.services.baseUrl))
        throw new DomainError("FORBIDDEN", "This did not come from a page of ours. Nothing was changed.");
      const session = await ctx.readSession();
      if (!session) throw new DomainError("SIGNED_OUT", "You are signed out. Sign in to go on.");
      return next({ ctx: memberContext(ctx, { session, policy }) });
    });
}

function memberContext(ctx: Context, { session, policy }: { session: Session; policy: Policy }): MemberContext {
  const member = requireMembership(session, policy.role);
  const by: By = { kind: "person", id: session.person.id, name: session.person.name, requestId: ctx.requestId };
  return { ...ctx, session, member, by, ...doors(ctx, { scope: member.scope, by }) };
}

/** The two ways into an organisation, for people here and for programs in `rest/`. */
export function doors(
  { services }: Pick<Context, "services">,
  { scope, by }: { scope: OrgScope; by: By },
): Pick<MemberContext, "inScope" | "change"> {
  const inScope: MemberContext["inScope"] = (work) => withScope(services.db, scope, work);
  return {
    inScope,
    change: (action, target, work) =>
      inScope(async (tx) => {
        const result = await work(tx);
        const id = typeof target.id === "string" ? target.id : target.id(result);
        await writeAudit(tx, { by, action, target: { kind: target.kind, id } });
        return result;
      }),
  };
}

import { DomainError } from "@pumpd/domain";
import { TRPCError } from "@trpc/server";
import { toErrorAnswer } from "./error-answer.ts";
import { enter } from "./member-context.ts";
import { isSameOrigin } from "./same-origin.ts";
import { type Policy, t } from "./trpc.ts";

/** The only maker of procedures: none without a policy. What is thrown is mapped once, here, for HTTP and callers alike. */
export function procedure(policy: Policy) {
  return t.procedure
    .meta({ policy })
    .use(async ({ next, path, ctx: { services, requestId } }) => {
      const result = await next();
      if (result.ok) return result;
      const cause = result.error.cause ?? result.error;
      const { httpStatus, trpcCode, message } = toErrorAnswer(result.error);
      if (httpStatus >= 500) services.reportError({ requestId, where: path, error: cause });
      throw new TRPCError({ code: trpcCode, message, cause });
    })
    .use(async ({ next, type, ctx }) => {
      if (type !== "query" && !isSameOrigin(ctx.headers, ctx.services.baseUrl))
        throw new DomainError("FORBIDDEN", "This did not come from a page of ours. Nothing was changed.");
      return next({ ctx: await enter(ctx, policy) });
    });
}

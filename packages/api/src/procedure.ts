import { DomainError } from "@pumpd/domain";
import { TRPCError } from "@trpc/server";
import { toErrorAnswer } from "./error-answer.ts";
import { enter } from "./member-context.ts";
import { isSameOrigin } from "./same-origin.ts";
import { type Meta, type Policy, t } from "./trpc.ts";
import { countEnqueue } from "./use-limits.ts";

/** For members: the one way into an organisation's procedures. */
export function procedure(policy: Policy) {
  return declared(policy).use(async ({ next, ctx, path }) => next({ ctx: await enter(ctx, { policy, where: path }) }));
}

/** For members who make work for the workers: each call counts against the limits of person and organisation. */
export function startingProcedure(policy: Policy) {
  return procedure(policy).use(async ({ next, ctx: { services, by, member } }) => {
    await countEnqueue(services, by, member.organisation.id);
    return next();
  });
}

/** For whoever has something that only they can have, such as the token of a link. `why` is the policy. */
export function openProcedure(why: string) {
  return declared({ anyone: why });
}

/** None without a policy. What is thrown is mapped once, here, for HTTP and callers alike. */
function declared(policy: Meta["policy"]) {
  return t.procedure
    .meta({ policy })
    .use(async ({ next, path, ctx: { services, requestId } }) => {
      const beganAtMs = performance.now();
      const result = await next();
      services.metrics.observe("pumpd_web_request_seconds", { path }, (performance.now() - beganAtMs) / 1_000);
      services.metrics.count("pumpd_web_requests_total", { path, ended: result.ok ? "ok" : "error" });
      if (result.ok) return result;
      const cause = result.error.cause ?? result.error;
      const { httpStatus, trpcCode, message } = toErrorAnswer(result.error);
      if (httpStatus >= 500) services.reportError({ requestId, where: path, error: cause });
      throw new TRPCError({ code: trpcCode, message, cause });
    })
    .use(({ next, type, ctx }) => {
      if (type !== "query" && !isSameOrigin(ctx.headers, ctx.services.baseUrl))
        throw new DomainError("FORBIDDEN", "This did not come from a page of ours. Nothing was changed.");
      return next();
    });
}

import { createContext } from "./context.ts";
import { enter, type MemberContext } from "./member-context.ts";
import { problemOf } from "./problem.ts";
import type { ApiServices } from "./services.ts";
import type { Policy } from "./trpc.ts";

export type MemberRequest = {
  request: Request;
  policy: Policy;
  /** for the error report and the log of refusals */
  where: string;
  serve: (ctx: MemberContext) => Promise<Response>;
};

/** Serves a request that is no procedure: lets a person in by the policy, and says as a problem what went wrong. */
export async function handleMember(
  services: ApiServices,
  { request, policy, where, serve }: MemberRequest,
): Promise<Response> {
  const ctx = createContext(services, request.headers);
  try {
    return await serve(await enter(ctx, { policy, where }));
  } catch (error) {
    return problemOf({ error, requestId: ctx.requestId, where, reportError: services.reportError });
  }
}

/** What was handed to us or shown by a portal is foreign matter: no browser may run or guess it. */
export const FOREIGN_HEADERS = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "private, no-store",
} as const;

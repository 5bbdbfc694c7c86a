import type { Role } from "@pumpd/model";
import { initTRPC } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { Context } from "./context.ts";
import { toErrorAnswer } from "./error-answer.ts";

/**
 * Who may call: members of the organisation on screen with at least this role. `isPlatformAdmin`: and only those who look
 * after what all organisations share.
 */
export type Policy = { role: Role; isPlatformAdmin?: true };
/** Whoever has what the input asks for, and why that is enough. */
export type OpenPolicy = { anyone: string };
export type Meta = { policy: Policy | OpenPolicy };

export const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    errorFormatter: ({ error, path, ctx }) => {
      const { appCode, trpcCode, httpStatus, message, fields, checks } = toErrorAnswer(error);
      return {
        code: TRPC_ERROR_CODES_BY_KEY[trpcCode],
        message,
        data: { code: trpcCode, httpStatus, appCode, fields, checks, path, requestId: ctx?.requestId ?? null },
      };
    },
  });

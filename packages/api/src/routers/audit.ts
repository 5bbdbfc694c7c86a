import { listAudit } from "@pumpd/domain/audit";
import { z } from "zod";
import { auditPageSchema } from "../contract.ts";
import { procedure } from "../procedure.ts";
import { t } from "../trpc.ts";

export const auditRouter = t.router({
  list: procedure({ role: "admin" })
    .input(
      z.strictObject({
        cursor: z.number().int().positive().optional(),
        direction: z.literal("forward").optional(),
        limit: z.number().int().min(1).max(100).default(50),
      }),
    )
    .output(auditPageSchema)
    .query(({ ctx, input: { cursor, limit } }) => ctx.inScope((tx) => listAudit(tx, { cursor, limit }))),
});

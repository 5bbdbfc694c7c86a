import { readMachinery } from "@pumpd/domain/machinery";
import { readPerformance } from "@pumpd/domain/metrics";
import { drainWorker } from "@pumpd/domain/workers";
import { z } from "zod";
import { machinerySchema, PERFORMANCE_SPANS, performanceSchema } from "../contract.ts";
import { procedure } from "../procedure.ts";
import { t } from "../trpc.ts";

const idSchema = z.object({ id: z.uuid() });

export const machineryRouter = t.router({
  read: procedure({ role: "viewer" })
    .output(machinerySchema)
    .query(({ ctx }) => ctx.inScope(readMachinery)),

  performance: procedure({ role: "viewer" })
    .input(z.strictObject({ span: z.enum(PERFORMANCE_SPANS).default("day") }))
    .output(performanceSchema)
    .query(({ ctx, input }) => ctx.inScope((tx) => readPerformance(tx, input))),

  drain: procedure({ role: "viewer", isPlatformAdmin: true })
    .input(z.strictObject({ id: z.uuid(), to: z.enum(["drain", "take_jobs"]) }))
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => drainWorker(tx, { by, ...input }))),
});

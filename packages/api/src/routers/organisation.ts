import { askForExport, deleteOrganisation, listExports, readLimits } from "@pumpd/domain/organisations";
import { listUsage } from "@pumpd/domain/usage";
import { z } from "zod";
import { exportSchema, limitsSchema, usageSchema } from "../contract.ts";
import { procedure } from "../procedure.ts";
import { t } from "../trpc.ts";

const idSchema = z.object({ id: z.uuid() });
const owning = procedure({ role: "admin" });

export const organisationRouter = t.router({
  usage: procedure({ role: "viewer" })
    .output(z.array(usageSchema))
    .query(({ ctx }) => ctx.inScope(listUsage)),

  limits: owning.output(limitsSchema).query(({ ctx }) => ctx.inScope(readLimits)),

  exports: owning.output(z.array(exportSchema)).query(({ ctx }) => ctx.inScope(listExports)),

  askForExport: owning
    .output(idSchema)
    .mutation(({ ctx: { inScope, by } }) => inScope((tx) => askForExport(tx, { by }))),

  delete: owning
    .input(z.strictObject({ name: z.string().max(200) }))
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => deleteOrganisation(tx, { by, ...input }))),
});

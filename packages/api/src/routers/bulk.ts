import { listBulkActions, startBulkAction, stopBulkAction } from "@pumpd/domain/bulk";
import { z } from "zod";
import * as contract from "../contract.ts";
import { procedure, startingProcedure } from "../procedure.ts";
import { t } from "../trpc.ts";

const doing = procedure({ role: "operator" });

export const bulkRouter = t.router({
  start: startingProcedure({ role: "operator" })
    .input(contract.bulkRequestSchema)
    .output(contract.bulkActionSchema)
    // Writes its own audit line, which names the rule and how many jobs it found. Counts once; each of its jobs has to find
    // room when its turn comes.
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => startBulkAction(tx, { by, ...input }))),

  stop: doing
    .input(z.strictObject({ id: z.uuid() }))
    .output(contract.bulkActionSchema)
    .mutation(({ ctx: { change, by }, input: { id } }) =>
      change({ action: "bulk_action.stop", target: { kind: "bulk_action", id } }, (tx) =>
        stopBulkAction(tx, { id, by }),
      ),
    ),

  list: procedure({ role: "viewer" })
    .output(z.object({ actions: z.array(contract.bulkActionSchema) }))
    .query(({ ctx }) => ctx.inScope((tx) => listBulkActions(tx))),
});

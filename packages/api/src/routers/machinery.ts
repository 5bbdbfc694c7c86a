import { readMachinery } from "@pumpd/domain/machinery";
import { machinerySchema } from "../contract.ts";
import { procedure } from "../procedure.ts";
import { t } from "../trpc.ts";

export const machineryRouter = t.router({
  read: procedure({ role: "viewer" })
    .output(machinerySchema)
    .query(({ ctx }) => ctx.inScope(readMachinery)),
});

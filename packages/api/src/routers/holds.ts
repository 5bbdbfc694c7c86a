import { listHolds, pauseWork, resumeWork } from "@pumpd/domain/holds";
import { z } from "zod";
import { holdSchema, pauseInputSchema } from "../contract.ts";
import { procedure } from "../procedure.ts";
import { t } from "../trpc.ts";

const idSchema = z.strictObject({ id: z.uuid() });

export const holdsRouter = t.router({
  list: procedure({ role: "viewer" })
    .output(z.array(holdSchema))
    .query(({ ctx }) => ctx.inScope(listHolds)),

  pause: procedure({ role: "admin" })
    .input(pauseInputSchema)
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input: { until, ...pause } }) =>
      inScope((tx) => pauseWork(tx, { by, ...pause, until: until === undefined ? undefined : new Date(until) })),
    ),

  resume: procedure({ role: "admin" })
    .input(idSchema)
    .output(z.object({ isReleased: z.boolean() }))
    .mutation(({ ctx: { inScope, by, session }, input }) =>
      inScope((tx) => resumeWork(tx, { by, ...input, isPlatformAdmin: session.person.isPlatformAdmin })),
    ),
});

import { listUploads } from "@pumpd/domain/artifacts";
import {
  addNote,
  createRestaurant,
  importRestaurants,
  listRestaurants,
  previewImport,
  readRestaurant,
  removeNote,
  updateRestaurant,
} from "@pumpd/domain/restaurants";
import { listArchivedJobs } from "@pumpd/domain/retention";
import { z } from "zod";
import {
  archivedJobSchema,
  importAnswerSchema,
  importInputSchema,
  newNoteSchema,
  newRestaurantSchema,
  restaurantDetailSchema,
  restaurantInputSchema,
  restaurantListInputSchema,
  restaurantListSchema,
  uploadSchema,
} from "../contract.ts";
import { procedure } from "../procedure.ts";
import { t } from "../trpc.ts";

const idSchema = z.strictObject({ id: z.uuid() });

export const restaurantsRouter = t.router({
  list: procedure({ role: "viewer" })
    .input(restaurantListInputSchema)
    .output(restaurantListSchema)
    .query(({ ctx, input }) => ctx.inScope((tx) => listRestaurants(tx, input))),

  read: procedure({ role: "viewer" })
    .input(idSchema)
    .output(restaurantDetailSchema)
    .query(({ ctx, input }) => ctx.inScope((tx) => readRestaurant(tx, input.id))),

  files: procedure({ role: "viewer" })
    .input(idSchema)
    .output(z.array(uploadSchema))
    .query(({ ctx, input }) => ctx.inScope((tx) => listUploads(tx, input.id))),

  archivedJobs: procedure({ role: "viewer" })
    .input(idSchema)
    .output(z.array(archivedJobSchema))
    .query(({ ctx, input }) => ctx.inScope((tx) => listArchivedJobs(tx, input))),

  create: procedure({ role: "operator" })
    .input(newRestaurantSchema)
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => createRestaurant(tx, { by, ...input }))),

  update: procedure({ role: "operator" })
    .input(restaurantInputSchema.extend(idSchema.shape))
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => updateRestaurant(tx, { by, ...input }))),

  addNote: procedure({ role: "operator" })
    .input(newNoteSchema)
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => addNote(tx, { by, ...input }))),

  removeNote: procedure({ role: "operator" })
    .input(z.strictObject({ restaurantId: z.uuid(), noteId: z.uuid() }))
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => removeNote(tx, { by, ...input }))),

  // Asks and changes nothing; a file is too large for the address of a query.
  previewImport: procedure({ role: "operator" })
    .input(importInputSchema)
    .output(importAnswerSchema)
    .mutation(({ ctx: { inScope }, input }) => inScope((tx) => previewImport(tx, input.csv))),

  import: procedure({ role: "operator" })
    .input(importInputSchema.extend({ doubles: z.array(z.number().int()).max(1_000) }))
    .output(importAnswerSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => importRestaurants(tx, { by, ...input }))),
});

import { listUploads } from "@pumpd/domain/artifacts";
import { createRestaurant, listRestaurants, readRestaurant, updateRestaurant } from "@pumpd/domain/restaurants";
import { z } from "zod";
import {
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

  create: procedure({ role: "operator" })
    .input(restaurantInputSchema)
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => createRestaurant(tx, { by, ...input }))),

  update: procedure({ role: "operator" })
    .input(restaurantInputSchema.extend(idSchema.shape))
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => updateRestaurant(tx, { by, ...input }))),
});

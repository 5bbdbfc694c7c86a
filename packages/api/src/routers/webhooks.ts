import { createWebhook, listDeliveries, listWebhooks, removeWebhook, sendAgain } from "@pumpd/domain/webhooks";
import { WEBHOOK_EVENTS, webhookEventSchema } from "@pumpd/model";
import { z } from "zod";
import { deliverySchema, webhookSchema } from "../contract.ts";
import { procedure } from "../procedure.ts";
import { t } from "../trpc.ts";

const idSchema = z.strictObject({ id: z.uuid() });
const newWebhookSchema = z.strictObject({
  url: z.string().trim().min(1, "Address is empty").max(2_000, "Address is longer than 2 000 characters"),
  events: z.array(webhookEventSchema).min(1, "Choose what to tell").max(WEBHOOK_EVENTS.length),
});

export const webhooksRouter = t.router({
  list: procedure({ role: "admin" })
    .output(z.array(webhookSchema))
    .query(({ ctx }) => ctx.inScope(listWebhooks)),

  create: procedure({ role: "admin" })
    .input(newWebhookSchema)
    .output(z.object({ id: z.uuid(), secret: z.string() }))
    .mutation(async ({ ctx: { inScope, by, services }, input }) => {
      const { webhookPrivateHosts: privateHosts } = services;
      const sealingKey = await services.readSealingKey();
      return inScope((tx) => createWebhook(tx, { by, sealingKey, privateHosts, ...input }));
    }),

  deliveries: procedure({ role: "admin" })
    .input(idSchema)
    .output(z.array(deliverySchema))
    .query(({ ctx, input }) => ctx.inScope((tx) => listDeliveries(tx, input.id))),

  sendAgain: procedure({ role: "admin" })
    .input(idSchema)
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => sendAgain(tx, { by, ...input }))),

  remove: procedure({ role: "admin" })
    .input(idSchema)
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => removeWebhook(tx, { by, ...input }))),
});

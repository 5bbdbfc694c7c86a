import {
  acknowledgeAlert,
  addChannel,
  listAlerts,
  listChannels,
  readRules,
  removeChannel,
  setRule,
  testChannel,
} from "@pumpd/domain/alerts";
import { alertRuleSchema } from "@pumpd/model";
import { z } from "zod";
import { alertRuleSettingSchema, alertSchema, channelInputSchema, channelSchema } from "../contract.ts";
import { procedure } from "../procedure.ts";
import { t } from "../trpc.ts";

const idSchema = z.strictObject({ id: z.uuid() });
const looking = procedure({ role: "viewer" });
const changing = procedure({ role: "admin" });

export const alertsRouter = t.router({
  list: looking.output(z.array(alertSchema)).query(({ ctx }) => ctx.inScope(listAlerts)),

  rules: looking.output(z.array(alertRuleSettingSchema)).query(({ ctx }) => ctx.inScope(readRules)),

  channels: changing.output(z.array(channelSchema)).query(({ ctx }) => ctx.inScope(listChannels)),

  acknowledge: procedure({ role: "operator" })
    .input(idSchema)
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => acknowledgeAlert(tx, { by, ...input }))),

  setRule: changing
    .input(alertRuleSettingSchema)
    .output(z.object({ rule: alertRuleSchema }))
    .mutation(async ({ ctx: { inScope, by }, input }) => {
      await inScope((tx) => setRule(tx, { by, ...input }));
      return { rule: input.rule };
    }),

  addChannel: changing
    .input(channelInputSchema)
    .output(idSchema)
    .mutation(async ({ ctx: { inScope, by, services }, input }) => {
      const { webhookPrivateHosts: privateHosts } = services;
      const sealingKey = await services.readSealingKey();
      return inScope((tx) => addChannel(tx, { by, sealingKey, privateHosts, ...input }));
    }),

  removeChannel: changing
    .input(idSchema)
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => removeChannel(tx, { by, ...input }))),

  testChannel: changing
    .input(idSchema)
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => testChannel(tx, { by, ...input }))),
});

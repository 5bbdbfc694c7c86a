import { createAccount, linkAccount, listAccounts, setPassword } from "@pumpd/domain/accounts";
import { z } from "zod";
import { accountSchema } from "../contract.ts";
import { procedure } from "../procedure.ts";
import { t } from "../trpc.ts";

/** Never trimmed: a space may be part of it. */
const portalPasswordSchema = z.string().min(1, "Password is empty").max(512, "Password is longer than 512 characters");
const loginSchema = z.string().trim().min(1, "Login is empty").max(254, "Login is longer than 254 characters");

export const accountsRouter = t.router({
  list: procedure({ role: "viewer" })
    .output(z.array(accountSchema))
    .query(({ ctx }) => ctx.inScope(listAccounts)),

  create: procedure({ role: "operator" })
    .input(z.strictObject({ login: loginSchema, password: portalPasswordSchema, restaurantId: z.uuid().optional() }))
    .output(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx: { inScope, by, services }, input }) => {
      const sealingKey = await services.readSealingKey();
      return inScope((tx) => createAccount(tx, { by, sealingKey, ...input }));
    }),

  link: procedure({ role: "operator" })
    .input(z.strictObject({ accountId: z.uuid(), restaurantId: z.uuid() }))
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => linkAccount(tx, { by, ...input }))),

  setPassword: procedure({ role: "operator" })
    .input(z.strictObject({ id: z.uuid(), password: portalPasswordSchema }))
    .output(z.object({ id: z.uuid(), releasedJobs: z.number().int() }))
    .mutation(async ({ ctx: { inScope, by, services }, input }) => {
      const sealingKey = await services.readSealingKey();
      return inScope((tx) => setPassword(tx, { by, sealingKey, ...input }));
    }),
});

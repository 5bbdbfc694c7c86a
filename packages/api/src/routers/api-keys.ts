import { createApiKey, listApiKeys, revokeApiKey } from "@pumpd/domain/api-keys";
import { API_KEY_SCOPES, apiKeyScopeSchema } from "@pumpd/model";
import { z } from "zod";
import { apiKeySchema } from "../contract.ts";
import { procedure } from "../procedure.ts";
import { t } from "../trpc.ts";

const nameSchema = z.string().trim().min(1, "Name is empty").max(80, "Name is longer than 80 characters");

const newKeySchema = z.strictObject({
  name: nameSchema,
  scopes: z.array(apiKeyScopeSchema).min(1, "Choose what the key is for").max(API_KEY_SCOPES.length).optional(),
  daysToLive: z.number().int().min(1).max(3_650).nullish(),
});

export const apiKeysRouter = t.router({
  list: procedure({ role: "admin" })
    .output(z.array(apiKeySchema))
    .query(({ ctx }) => ctx.inScope(listApiKeys)),

  create: procedure({ role: "admin" })
    .input(newKeySchema)
    .output(z.object({ id: z.uuid(), key: z.string() }))
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => createApiKey(tx, { by, ...input }))),

  revoke: procedure({ role: "admin" })
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => revokeApiKey(tx, { by, ...input }))),
});

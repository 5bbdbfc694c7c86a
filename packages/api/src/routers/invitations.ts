import { acceptInvitation, readInvitation } from "@pumpd/domain/people";
import { z } from "zod";
import { welcomeSchema } from "../contract.ts";
import { openProcedure } from "../procedure.ts";
import { t } from "../trpc.ts";

const tokenSchema = z.string().max(100);
const withToken = openProcedure("the token of the link is the right to use it");

/** What the page behind an invitation's link calls. Both are mutations: a query's input would stand in the address. */
export const invitationsRouter = t.router({
  read: withToken
    .input(z.strictObject({ token: tokenSchema }))
    .output(welcomeSchema)
    .mutation(({ ctx: { services }, input }) => readInvitation(services.db, input.token)),

  accept: withToken
    .input(
      z.strictObject({
        token: tokenSchema,
        name: z.string().trim().max(120, "Your name is longer than 120 characters").optional(),
        password: z.string().max(1_000).optional(),
      }),
    )
    .output(z.object({ email: z.string() }))
    .mutation(async ({ ctx: { services, readSession, requestId }, input }) =>
      acceptInvitation(services.db, { ...input, session: await readSession(), requestId }),
    ),
});

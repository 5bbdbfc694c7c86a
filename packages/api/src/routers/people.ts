import {
  invitePerson,
  listInvitations,
  listPeople,
  offerNewPassword,
  revokeInvitation,
  setAccess,
  setRole,
  signOutPerson,
} from "@pumpd/domain/people";
import { roleSchema } from "@pumpd/model";
import { z } from "zod";
import { invitationSchema, personSchema } from "../contract.ts";
import { procedure } from "../procedure.ts";
import type { ApiServices } from "../services.ts";
import { t } from "../trpc.ts";

const idSchema = z.strictObject({ id: z.uuid() });
const emailSchema = z.string().trim().min(1, "E-mail is empty").max(254, "E-mail is longer than 254 characters");
const linkSchema = z.object({ link: z.url() });
const admin = procedure({ role: "admin" });

export const peopleRouter = t.router({
  list: procedure({ role: "viewer" })
    .output(z.array(personSchema))
    .query(({ ctx }) => ctx.inScope(listPeople)),

  invitations: admin.output(z.array(invitationSchema)).query(({ ctx }) => ctx.inScope(listInvitations)),

  invite: admin
    .input(z.strictObject({ email: emailSchema, role: roleSchema }))
    .output(linkSchema)
    .mutation(async ({ ctx: { inScope, by, services }, input }) => {
      const { token } = await inScope((tx) => invitePerson(tx, { by, ...input }));
      return { link: joinLink(services, token) };
    }),

  revokeInvitation: admin
    .input(idSchema)
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => revokeInvitation(tx, { by, ...input }))),

  offerNewPassword: admin
    .input(idSchema)
    .output(linkSchema)
    .mutation(async ({ ctx: { inScope, by, services }, input }) => {
      const { token } = await inScope((tx) => offerNewPassword(tx, { by, userId: input.id }));
      return { link: joinLink(services, token) };
    }),

  setRole: admin
    .input(idSchema.extend({ role: roleSchema }))
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input: { id, role } }) =>
      inScope((tx) => setRole(tx, { by, userId: id, role })),
    ),

  setAccess: admin
    .input(idSchema.extend({ access: z.enum(["given", "taken"]) }))
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input: { id, access } }) =>
      inScope((tx) => setAccess(tx, { by, userId: id, access })),
    ),

  signOut: admin
    .input(idSchema)
    .output(idSchema)
    .mutation(({ ctx: { inScope, by }, input }) => inScope((tx) => signOutPerson(tx, { by, userId: input.id }))),
});

/** The token stands behind the #: browsers send that part to nobody, so it is in no log on the way. */
function joinLink({ baseUrl }: ApiServices, token: string): string {
  return `${baseUrl}/join#${token}`;
}

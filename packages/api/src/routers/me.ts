import { withScope } from "@pumpd/db";
import {
  readOrganisation,
  requireMembership,
  type Session,
  signOutPerson,
  switchOrganisation,
} from "@pumpd/domain/people";
import { z } from "zod";
import { meSchema } from "../contract.ts";
import { procedure } from "../procedure.ts";
import type { ApiServices } from "../services.ts";
import { t } from "../trpc.ts";

export const meRouter = t.router({
  read: procedure({ role: "viewer" })
    .output(meSchema)
    .query(({ ctx }) => readMe(ctx.services, ctx.session)),

  switchOrganisation: procedure({ role: "viewer" })
    .input(z.strictObject({ organisationId: z.uuid() }))
    .output(meSchema)
    .mutation(async ({ ctx: { services, session }, input }) =>
      readMe(services, await switchOrganisation(services.db, { session, ...input })),
    ),

  signOutEverywhere: procedure({ role: "viewer" })
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx: { inScope, by, session } }) =>
      inScope((tx) => signOutPerson(tx, { by, userId: session.person.id })),
    ),
});

async function readMe({ db }: ApiServices, session: Session): Promise<z.input<typeof meSchema>> {
  const { scope, role } = requireMembership(session, "viewer");
  const organisations = session.memberships.map(({ organisationId, name, role }) => ({
    id: organisationId,
    name,
    role,
  }));
  return { person: session.person, organisation: await withScope(db, scope, readOrganisation), role, organisations };
}

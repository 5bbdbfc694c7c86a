import type { Queryable } from "@pumpd/db";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Membership, membershipSchema } from "./read-session.ts";

export type Known = {
  person: { id: string; name: string };
  /** nothing is on anybody's screen */
  activeOrganisationId: null;
  memberships: readonly Membership[];
};

const rowSchema = z.object({ id: z.uuid(), name: z.string(), memberships: z.array(membershipSchema) });

/** Who has this address, and where they belong. For what is written down about somebody who is not signed in. */
export async function findByEmail(db: Queryable, email: string): Promise<Known | undefined> {
  const [found] = await db.execute(sql`
    select u.id, u.name,
      coalesce((select json_agg(json_build_object('organisationId', m.organisation_id, 'name', m.name, 'role', m.role))
        from app.memberships_of(u.id) m), '[]'::json) as memberships
    from auth.users u where u.email = ${email.trim().toLowerCase()}`);
  if (!found) return undefined;
  const { memberships, ...person } = rowSchema.parse(found);
  return { person, activeOrganisationId: null, memberships };
}

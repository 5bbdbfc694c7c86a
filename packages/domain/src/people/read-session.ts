import type { Queryable } from "@pumpd/db";
import { roleSchema } from "@pumpd/model";
import { sql } from "drizzle-orm";
import { z } from "zod";

/** Design: signed in for at most 7 days (the row's own expiry), and not after 12 hours of silence. */
const IDLE = "12 hours";
/** Writing each request down would be a write per poll; this is fine enough for 12 hours. */
const TOUCH_AFTER = "5 minutes";

export const membershipSchema = z.object({ organisationId: z.uuid(), name: z.string(), role: roleSchema });
export type Membership = z.infer<typeof membershipSchema>;

const rowSchema = z.object({
  id: z.uuid(),
  active_organisation_id: z.uuid().nullable(),
  is_stale: z.boolean(),
  user_id: z.uuid(),
  name: z.string(),
  email: z.string(),
  is_platform_admin: z.boolean(),
  memberships: z.array(membershipSchema),
});

export type Session = {
  id: string;
  person: { id: string; name: string; email: string; isPlatformAdmin: boolean };
  activeOrganisationId: string | null;
  memberships: readonly Membership[];
};

/**
 * The session behind a token with person and memberships, read afresh on every request in one statement: a disabled
 * person, a changed role and a removed membership count at once. Undefined when there is none or it has run out.
 */
export async function readSession(db: Queryable, token: string): Promise<Session | undefined> {
  const [found] = await db.execute(sql`
    select s.id, s.active_organisation_id, s.updated_at < now() - ${TOUCH_AFTER}::interval as is_stale,
      u.id as user_id, u.name, u.email, u.is_platform_admin,
      coalesce((select json_agg(json_build_object('organisationId', m.organisation_id, 'name', m.name, 'role', m.role))
        from app.memberships_of(u.id) m), '[]'::json) as memberships
    from auth.sessions s join auth.users u on u.id = s.user_id
    where s.token = ${token} and s.expires_at > now() and s.updated_at > now() - ${IDLE}::interval
      and u.disabled_at is null`);
  if (!found) return undefined;
  const row = rowSchema.parse(found);
  if (row.is_stale) await db.execute(sql`update auth.sessions set updated_at = now() where id = ${row.id}`);
  return {
    id: row.id,
    person: { id: row.user_id, name: row.name, email: row.email, isPlatformAdmin: row.is_platform_admin },
    activeOrganisationId: row.active_organisation_id,
    memberships: row.memberships,
  };
}

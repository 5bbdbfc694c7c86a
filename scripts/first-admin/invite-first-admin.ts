import { type Database, makeScope, tables, withScope } from "@pumpd/db";
import type { By } from "@pumpd/domain";
import { invitePerson } from "@pumpd/domain/people";
import { and, eq, isNull, sql } from "drizzle-orm";

const BY: By = { kind: "system", id: "first-admin", name: "Command first-admin" };

export type FirstAdmin = {
  email: string;
  organisation: string;
  /** where a new organisation works */
  portalUrl: string | undefined;
};

/**
 * The token of an invitation as admin. Only for an organisation without an admin: beside one, that admin invites.
 * Needs the owner's connection.
 */
export async function inviteFirstAdmin(db: Database, { email, organisation, portalUrl }: FirstAdmin): Promise<string> {
  return db.transaction(async (tx) => {
    const organisationId =
      (await findOrganisation(tx, organisation)) ?? (await createOrganisation(tx, { organisation, portalUrl }));
    await requireNoAdmin(tx, { organisationId, organisation });
    const { token } = await withScope(tx, makeScope(organisationId), (scoped) =>
      invitePerson(scoped, { by: BY, email, role: "admin" }),
    );
    return token;
  });
}

type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];

async function findOrganisation(tx: Tx, name: string): Promise<string | undefined> {
  const { organisations } = tables;
  const found = await tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(and(eq(organisations.name, name), isNull(organisations.archivedAt)));
  if (found.length > 1) throw new Error(`There are ${found.length} organisations called ${name}.`);
  return found[0]?.id;
}

async function createOrganisation(
  tx: Tx,
  { organisation, portalUrl }: { organisation: string; portalUrl: string | undefined },
): Promise<string> {
  if (!portalUrl) throw new Error(`There is no organisation called ${organisation}. Set PORTAL_URL to make it.`);
  const { name, adminUrl } = { name: organisation, adminUrl: portalUrl.replace(/\/$/, "") };
  const [row] = await tx
    .insert(tables.organisations)
    .values({ name, adminUrl })
    .returning({ id: tables.organisations.id });
  if (!row) throw new Error(`the organisation ${organisation} was not made`);
  return row.id;
}

async function requireNoAdmin(
  tx: Tx,
  { organisationId, organisation }: { organisationId: string; organisation: string },
): Promise<void> {
  const { memberships, users } = tables;
  const [admin] = await tx
    .select({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.organisationId, organisationId),
        eq(memberships.role, "admin"),
        sql`${memberships.disabledAt} is null and ${users.disabledAt} is null`,
      ),
    )
    .limit(1);
  if (admin)
    throw new Error(`${organisation} has an admin already, ${admin.email}: they can invite from the page Team.`);
}

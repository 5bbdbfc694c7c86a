import { type Queryable, tables } from "@pumpd/db";
import { eq } from "drizzle-orm";
import { notFound } from "../errors.ts";
import type { Session } from "./read-session.ts";

/** Puts another of the person's organisations on screen, for this session only. NOT_FOUND for one they are not in. */
export async function switchOrganisation(
  db: Queryable,
  { session, organisationId }: { session: Session; organisationId: string },
): Promise<Session> {
  if (!session.memberships.some((membership) => membership.organisationId === organisationId))
    throw notFound("organisation");
  await db
    .update(tables.sessions)
    .set({ activeOrganisationId: organisationId })
    .where(eq(tables.sessions.id, session.id));
  return { ...session, activeOrganisationId: organisationId };
}

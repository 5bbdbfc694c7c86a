import { type ScopedTx, tables } from "@pumpd/db";
import type { Country } from "@pumpd/model";
import { eq } from "drizzle-orm";
import { notFound } from "../errors.ts";

export type Organisation = { id: string; name: string; country: Country; timezone: string; adminUrl: string };

export async function readOrganisation(tx: ScopedTx): Promise<Organisation> {
  const { id, name, country, timezone, adminUrl } = tables.organisations;
  const [organisation] = await tx
    .select({ id, name, country, timezone, adminUrl })
    .from(tables.organisations)
    .where(eq(id, tx.scope.organisationId));
  if (!organisation) throw notFound("organisation");
  return organisation;
}

import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq, sql } from "drizzle-orm";
import { writeAudit } from "../audit/write-audit.ts";
import type { By } from "../by.ts";
import { invalidInput } from "../errors.ts";
import { placeHold } from "../holds/place-hold.ts";
import { cancelJob } from "../jobs/cancel.ts";
import { readOrganisation } from "../people/read-organisation.ts";

const { jobs } = tables;

export type DeleteOrganisation = {
  /** typed by a person, who has to mean it */
  name: string;
  by: By;
};

/**
 * Closes the organisation at once, for everybody and for good: nobody gets in any more, what runs is stopped, and a worker
 * erases all it has, files and sealed secrets included. What stays is that it was deleted, by whom and when. Throws
 * INVALID_INPUT when the name is not the organisation's own.
 */
export async function deleteOrganisation(tx: ScopedTx, { name, by }: DeleteOrganisation): Promise<{ id: string }> {
  const organisation = await readOrganisation(tx);
  if (name !== organisation.name) throw invalidInput({ name: `That is not its name: ${organisation.name}.` });
  await placeHold(tx, {
    scope: "organisation",
    key: organisation.id,
    concerns: "organisation",
    kind: "pause",
    reason: "This organisation is being deleted.",
    by,
  });
  const running = await tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.organisationId, organisation.id), eq(jobs.status, "running")));
  for (const { id } of running) await cancelJob(tx, { id, by });
  await writeAudit(tx, { by, action: "organisation.delete", target: { kind: "organisation", id: organisation.id } });
  await tx.execute(sql`select app.close_organisation(${JSON.stringify(by)}::jsonb)`);
  return { id: organisation.id };
}

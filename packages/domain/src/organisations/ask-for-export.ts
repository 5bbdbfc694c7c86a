import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq, inArray } from "drizzle-orm";
import { writeAudit } from "../audit/write-audit.ts";
import type { By } from "../by.ts";

const { organisationExports } = tables;

/** Asks the workers for an archive of everything the organisation has; the one that is under way is not asked for twice. */
export async function askForExport(tx: ScopedTx, { by }: { by: By }): Promise<{ id: string }> {
  const { organisationId } = tx.scope;
  const [underWay] = await tx
    .select({ id: organisationExports.id })
    .from(organisationExports)
    .where(
      and(
        eq(organisationExports.organisationId, organisationId),
        inArray(organisationExports.state, ["waiting", "working"]),
      ),
    );
  if (underWay) return underWay;
  const [asked] = await tx
    .insert(organisationExports)
    .values({ organisationId, askedById: by.id, askedByName: by.name })
    .returning({ id: organisationExports.id });
  if (!asked) throw new Error("the export was not written");
  await writeAudit(tx, { by, action: "organisation.export", target: { kind: "export", id: asked.id } });
  return asked;
}

import { type ScopedTx, tables } from "@pumpd/db";
import { desc, sql } from "drizzle-orm";
import { type BulkRow, toBulkRow } from "./bulk-row.ts";

const { bulkActions } = tables;
const SHOWN = 5;
/** An ended one stays in sight so long, so that nobody who looks away misses how it ended. */
const SHOWN_AFTER_MINUTES = 2;

/** What is under way, and what ended a moment ago; newest first. */
export async function listBulkActions(tx: ScopedTx): Promise<{ actions: BulkRow[] }> {
  const actions = await tx
    .select()
    .from(bulkActions)
    .where(
      sql`${bulkActions.organisationId} = ${tx.scope.organisationId}
        and (${bulkActions.endedAt} is null or ${bulkActions.endedAt} > now() - make_interval(mins => ${SHOWN_AFTER_MINUTES}))`,
    )
    .orderBy(desc(bulkActions.id))
    .limit(SHOWN);
  return { actions: actions.map(toBulkRow) };
}

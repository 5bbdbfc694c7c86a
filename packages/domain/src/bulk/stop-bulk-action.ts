import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import { notFound } from "../errors.ts";
import { type BulkRow, toBulkRow } from "./bulk-row.ts";

const { bulkActions } = tables;

/** No further job is touched; what was done stays done. A second press changes nothing. Throws NOT_FOUND. */
export async function stopBulkAction(tx: ScopedTx, { id, by }: { id: string; by: By }): Promise<BulkRow> {
  const now = sql`clock_timestamp()`;
  await tx
    .update(bulkActions)
    .set({ endedAt: now, updatedAt: now, stoppedByName: by.name })
    .where(and(eq(bulkActions.id, id), isNull(bulkActions.endedAt)));
  const [action] = await tx.select().from(bulkActions).where(eq(bulkActions.id, id));
  if (!action) throw notFound("bulk action");
  return toBulkRow(action);
}

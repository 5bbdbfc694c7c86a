import { type ScopedTx, tables } from "@pumpd/db";
import type { ActorKind } from "@pumpd/model";
import { and, desc, eq, lt } from "drizzle-orm";

export type AuditRow = {
  id: number;
  actorKind: ActorKind;
  actorName: string | null;
  action: string;
  targetKind: string;
  targetId: string;
  data: Record<string, unknown> | null;
  requestId: string | null;
  /** ISO 8601, UTC */
  at: string;
};

export type AuditPage = { rows: AuditRow[]; nextCursor: number | null };

/** A page of the audit log, newest first. @param query.cursor id of the last row of the page before */
export async function listAudit(
  tx: ScopedTx,
  { cursor, limit = 50 }: { cursor?: number; limit?: number },
): Promise<AuditPage> {
  const { id, organisationId, actorKind, actorName, action, targetKind, targetId, data, requestId, at } =
    tables.auditLog;
  const rows = await tx
    .select({ id, actorKind, actorName, action, targetKind, targetId, data, requestId, at })
    .from(tables.auditLog)
    .where(and(eq(organisationId, tx.scope.organisationId), cursor === undefined ? undefined : lt(id, cursor)))
    .orderBy(desc(id))
    .limit(limit + 1);
  const page = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
  return { rows: page, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

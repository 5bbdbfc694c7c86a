import { type ScopedTx, tables } from "@pumpd/db";
import type { AlertRule } from "@pumpd/model";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { writeAudit } from "../audit/write-audit.ts";
import type { By } from "../by.ts";
import { notFound } from "../errors.ts";

const { alerts } = tables;
const SHOWN = 50;

/** Times are ISO 8601 in UTC. */
export type AlertRow = {
  id: string;
  rule: AlertRule;
  cause: string;
  says: string;
  firedAt: string;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  resolvedAt: string | null;
};

/** Open ones first, then what was, newest first. */
export async function listAlerts(tx: ScopedTx): Promise<AlertRow[]> {
  const rows = await tx
    .select()
    .from(alerts)
    .where(eq(alerts.organisationId, tx.scope.organisationId))
    .orderBy(sql`${alerts.resolvedAt} is null desc`, desc(alerts.id))
    .limit(SHOWN);
  return rows.map((row) => ({
    id: row.id,
    rule: row.rule,
    cause: row.cause,
    says: row.says,
    firedAt: row.firedAt.toISOString(),
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    acknowledgedBy: row.acknowledgedBy,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
  }));
}

/** "I know": keeps the first name. Throws NOT_FOUND. */
export async function acknowledgeAlert(tx: ScopedTx, { id, by }: { id: string; by: By }): Promise<{ id: string }> {
  const [known] = await tx
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(eq(alerts.id, id), eq(alerts.organisationId, tx.scope.organisationId)));
  if (!known) throw notFound("alert");
  await tx
    .update(alerts)
    .set({ acknowledgedAt: sql`clock_timestamp()`, acknowledgedBy: by.name })
    .where(and(eq(alerts.id, id), isNull(alerts.acknowledgedAt)));
  await writeAudit(tx, { by, action: "alert.acknowledge", target: { kind: "alert", id } });
  return { id };
}

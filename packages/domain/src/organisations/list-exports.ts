import { type ScopedTx, tables } from "@pumpd/db";
import { desc, eq } from "drizzle-orm";

const { organisationExports } = tables;
const SHOWN = 5;

/** Times are ISO 8601 in UTC. */
export type ExportRow = {
  id: string;
  state: "waiting" | "working" | "ready" | "failed" | "expired";
  bytes: number | null;
  askedBy: string;
  askedAt: string;
  /** until then it can be had */
  expiresAt: string | null;
};

/** Newest first. */
export async function listExports(tx: ScopedTx): Promise<ExportRow[]> {
  const rows = await tx
    .select()
    .from(organisationExports)
    .where(eq(organisationExports.organisationId, tx.scope.organisationId))
    .orderBy(desc(organisationExports.createdAt))
    .limit(SHOWN);
  return rows.map(({ id, state, bytes, askedByName, createdAt, expiresAt }) => ({
    id,
    state,
    bytes,
    askedBy: askedByName,
    askedAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  }));
}

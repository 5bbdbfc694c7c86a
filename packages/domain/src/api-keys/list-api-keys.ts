import { type ScopedTx, tables } from "@pumpd/db";
import type { ApiKeyScope } from "@pumpd/model";
import { desc, isNull } from "drizzle-orm";

/** Times are ISO 8601, UTC. */
export type ApiKeyRow = {
  id: string;
  name: string;
  prefix: string;
  scopes: ApiKeyScope[];
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
};

/** Keys that are not revoked, newest first. Never the key or its hash. */
export async function listApiKeys(tx: ScopedTx): Promise<ApiKeyRow[]> {
  const { id, name, prefix, scopes, createdAt, lastUsedAt, expiresAt, revokedAt } = tables.apiKeys;
  const rows = await tx
    .select({ id, name, prefix, scopes, createdAt, lastUsedAt, expiresAt })
    .from(tables.apiKeys)
    .where(isNull(revokedAt))
    .orderBy(desc(createdAt), desc(id));
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }));
}

import { type ScopedTx, tables } from "@pumpd/db";
import { API_KEY_SCOPES, type ApiKeyScope } from "@pumpd/model";
import { sql } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { hashKey, newKeyText, shownPart } from "./key-text.ts";

export type NewApiKey = {
  by: By;
  name: string;
  /** default: all of them */
  scopes?: readonly ApiKeyScope[];
  /** from now; null and absent: until somebody revokes it */
  daysToLive?: number | null;
};

/** Makes a key for a program. `key` is shown this once; only its hash is kept. */
export async function createApiKey(
  tx: ScopedTx,
  { by, name, scopes = API_KEY_SCOPES, daysToLive = null }: NewApiKey,
): Promise<{ id: string; key: string }> {
  const key = newKeyText();
  const [row] = await tx
    .insert(tables.apiKeys)
    .values({
      organisationId: tx.scope.organisationId,
      name,
      prefix: shownPart(key),
      hash: hashKey(key),
      scopes: [...scopes],
      createdBy: by.id,
      expiresAt: daysToLive === null ? null : sql`now() + make_interval(days => ${daysToLive})`,
    })
    .returning({ id: tables.apiKeys.id });
  if (!row) throw new Error("the new key was not written");
  const data = { name, scopes, daysToLive };
  await writeAudit(tx, { by, action: "api_key.create", target: { kind: "api_key", id: row.id }, data });
  return { id: row.id, key };
}

import { type ScopedTx, tables } from "@pumpd/db";
import { eq, sql } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { notFound } from "../errors.ts";

/** Ends a key from its next request on. Ending it twice changes nothing. Throws NOT_FOUND. */
export async function revokeApiKey(tx: ScopedTx, { by, id }: { by: By; id: string }): Promise<{ id: string }> {
  const [row] = await tx
    .update(tables.apiKeys)
    .set({ revokedAt: sql`coalesce(${tables.apiKeys.revokedAt}, now())` })
    .where(eq(tables.apiKeys.id, id))
    .returning({ id: tables.apiKeys.id });
  if (!row) throw notFound("API key");
  await writeAudit(tx, { by, action: "api_key.revoke", target: { kind: "api_key", id } });
  return row;
}

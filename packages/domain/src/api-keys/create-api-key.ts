import { type ScopedTx, tables } from "@pumpd/db";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { hashKey, newKeyText, shownPart } from "./key-text.ts";

/** Makes a key for a program. `key` is shown this once; only its hash is kept. */
export async function createApiKey(
  tx: ScopedTx,
  { by, name }: { by: By; name: string },
): Promise<{ id: string; key: string }> {
  const key = newKeyText();
  const [row] = await tx
    .insert(tables.apiKeys)
    .values({
      organisationId: tx.scope.organisationId,
      name,
      prefix: shownPart(key),
      hash: hashKey(key),
      createdBy: by.id,
    })
    .returning({ id: tables.apiKeys.id });
  if (!row) throw new Error("the new key was not written");
  await writeAudit(tx, { by, action: "api_key.create", target: { kind: "api_key", id: row.id }, data: { name } });
  return { id: row.id, key };
}

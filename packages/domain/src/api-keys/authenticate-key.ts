import { type Database, makeScope, type OrgScope, withScope } from "@pumpd/db";
import type { ApiKeyScope } from "@pumpd/model";
import { sql } from "drizzle-orm";
import type { By } from "../by.ts";
import { hashKey, looksLikeKey } from "./key-text.ts";

export type KeyHolder = { scope: OrgScope; by: By; keyScopes: readonly ApiKeyScope[] };

type Found = { id: string; organisation_id: string; name: string; scopes: ApiKeyScope[] };

/** The API-key check, one of the three makers of an `OrgScope`. Undefined for any key that does not count (any more). */
export async function authenticateKey(db: Database, key: string): Promise<KeyHolder | undefined> {
  if (!looksLikeKey(key)) return undefined;
  const [found] = await db.execute<Found>(
    sql`select id, organisation_id, name, scopes from app.find_api_key(${hashKey(key)})`,
  );
  if (!found) return undefined;
  const scope = makeScope(found.organisation_id);
  await withScope(db, scope, (tx) =>
    // Once a minute is enough to see which keys are in use.
    tx.execute(sql`update api_keys set last_used_at = now()
      where id = ${found.id} and (last_used_at is null or last_used_at < now() - interval '1 minute')`),
  );
  return { scope, by: { kind: "api_key", id: found.id, name: found.name }, keyScopes: found.scopes };
}

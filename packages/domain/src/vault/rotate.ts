/** Another key for the vault while everything runs. Worker and commands only, as opening is. */
import { readdir, rm, stat } from "node:fs/promises";
import type { Database } from "@pumpd/db";
import { sql } from "drizzle-orm";
import type { SealingKey } from "./key-files.ts";
import { newKeyPair, privateKeyFile } from "./new-key-pair.ts";
import { openSealed, SealBroken } from "./open-sealed.ts";
import { readSealingKey } from "./read-sealing-key.ts";
import { sealSecret } from "./seal-secret.ts";
import type { SealedFor } from "./suite.ts";

export type KeyPlaces = { publicKeyFile: string; privateKeysDir: string };

/** Web seals with the new key from its next request on; what is sealed with the old one opens as before. */
export async function addKey({ publicKeyFile, privateKeysDir }: KeyPlaces): Promise<SealingKey> {
  await newKeyPair("key", { publicKeyFile: () => publicKeyFile, privateKeysDir });
  return readSealingKey(publicKeyFile);
}

export type Resealed = {
  resealed: number;
  /** ids of rows whose seal opens with no key we have; they are left as they are */
  broken: string[];
};

const BATCH = 50;

/**
 * Seals everything to today's key that is sealed to another. Row by row, each change on its own: whoever stops it halfway
 * begins again where it stopped. A row that somebody changed meanwhile keeps what they wrote.
 */
export async function resealAll(db: Database, { publicKeyFile, privateKeysDir }: KeyPlaces): Promise<Resealed> {
  const key = await readSealingKey(publicKeyFile);
  let resealed = 0;
  const broken: string[] = [];
  for (;;) {
    const rows = await findSealedOtherwise(db, { keyId: key.keyId, broken });
    if (rows.length === 0) return { resealed, broken };
    for (const row of rows) {
      if (await reseal(db, { row, key, privateKeysDir })) resealed += 1;
      else broken.push(row.id);
    }
  }
}

/** Longer than any claim takes from reading a row to opening it. */
export const GRACE_MS = 600_000;

/**
 * Deletes the private keys that no row names any more. Not before today's key is `graceMs` old: until then somebody may
 * hold a row that was sealed with the old one. Answers the ids that are gone, and those still in use.
 */
export async function retireKeys(
  db: Database,
  { publicKeyFile, privateKeysDir }: KeyPlaces,
  graceMs = GRACE_MS,
): Promise<{ gone: string[]; inUse: string[] }> {
  const { keyId } = await readSealingKey(publicKeyFile);
  const { mtimeMs } = await stat(publicKeyFile);
  if (Date.now() - mtimeMs < graceMs)
    throw new Error(`Today's key is younger than ${graceMs / 60_000} minutes. Wait, then retire the old ones.`);
  const others = (await listPrivateKeys(privateKeysDir)).filter((id) => id !== keyId);
  const inUse = await findKeysInUse(db);
  const gone = others.filter((id) => !inUse.has(id));
  for (const id of gone) await rm(privateKeyFile(privateKeysDir, id));
  return { gone, inUse: others.filter((id) => inUse.has(id)) };
}

async function listPrivateKeys(privateKeysDir: string): Promise<string[]> {
  const names = await readdir(privateKeysDir);
  return names.filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -".json".length));
}

async function findKeysInUse(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.execute<{ key_id: string }>(sql`select distinct key_id from (${allSealed}) as sealed_row`);
  return new Set(rows.map((row) => row.key_id));
}

type SealedKind = "account" | "webhook" | "channel";

/** Everything that is sealed. A test looks whether a table with a seal is missing here. */
const allSealed = sql`
  select 'account' as kind, id, organisation_id, version, key_id, sealed_password as sealed from portal_accounts
  where sealed_password is not null
  union all
  select 'webhook', id, organisation_id, 0, key_id, sealed_secret from webhooks
  union all
  select 'channel', id, organisation_id, 0, key_id, sealed_url from alert_channels where sealed_url is not null`;

const PLACES: Record<SealedKind, { table: string; column: string }> = {
  account: { table: "portal_accounts", column: "sealed_password" },
  webhook: { table: "webhooks", column: "sealed_secret" },
  channel: { table: "alert_channels", column: "sealed_url" },
};

/** The columns that a rotation seals anew, as `table.column`. */
export const SEALED_COLUMNS = Object.values(PLACES).map(({ table, column }) => `${table}.${column}`);

type SealedRow = {
  kind: SealedKind;
  id: string;
  organisation_id: string;
  version: number;
  key_id: string;
  sealed: Uint8Array;
};

async function findSealedOtherwise(
  db: Database,
  { keyId, broken }: { keyId: string; broken: readonly string[] },
): Promise<readonly SealedRow[]> {
  return db.execute<SealedRow>(sql`
    select * from (${allSealed}) as sealed_row
    where key_id <> ${keyId} and not (id = any(${sql.param(broken)}::uuid[])) limit ${BATCH}`);
}

type Resealing = { row: SealedRow; key: SealingKey; privateKeysDir: string };

/** False: it does not open. */
async function reseal(db: Database, { row, key, privateKeysDir }: Resealing): Promise<boolean> {
  const aad = sealedFor(row);
  try {
    const secret = await openSealed({ privateKeysDir, keyId: row.key_id, aad, sealed: row.sealed });
    const sealed = await sealSecret({ ...key, aad }, secret);
    const { table, column } = PLACES[row.kind];
    // Unless somebody has written another one meanwhile.
    await db.execute(sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = ${sealed}, key_id = ${key.keyId}
      where id = ${row.id} and key_id = ${row.key_id} and ${sql.identifier(column)} = ${row.sealed}`);
    return true;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}

function sealedFor({ kind, id, organisation_id: organisationId, version }: SealedRow): SealedFor {
  return kind === "account" ? { organisationId, accountId: id, version } : { organisationId, webhookId: id };
}

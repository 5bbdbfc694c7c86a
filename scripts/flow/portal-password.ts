import { readFileSync } from "node:fs";
import { connect, disconnect, makeScope, tables, withScope } from "@pumpd/db";
import { openSealed } from "@pumpd/domain/vault/open";
import { eq } from "drizzle-orm";
import { z } from "zod";

export type Credentials = { login: string; password: string };

const credentialsSchema = z.strictObject({ login: z.string().min(1), password: z.string().min(1) });

/** A file with `{ "login": …, "password": … }`. Its content never gets into a message. */
export function readCredentials(file: string): Credentials {
  const read = credentialsSchema.safeParse(parsed(readFileSync(file, "utf8")));
  if (!read.success) throw new Error(`${file} is not { "login": …, "password": … }`);
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Vault = { adminUrl: string; privateKeysDir: string; login: string };

/** A portal account's password from the vault, whichever organisation it belongs to. Throws when there is none, or several. */
export async function openFromVault({ adminUrl, privateKeysDir, login }: Vault): Promise<Credentials> {
  const db = connect(adminUrl, { applicationName: "flow", max: 1 });
  try {
    const found = [];
    for (const { id: organisationId } of await db.select({ id: tables.organisations.id }).from(tables.organisations)) {
      const { portalAccounts } = tables;
      const rows = await withScope(db, makeScope(organisationId), (tx) =>
        tx.select().from(portalAccounts).where(eq(portalAccounts.login, login)),
      );
      found.push(...rows);
    }
    const [account, ...others] = found;
    if (!account?.sealedPassword || !account.keyId) throw new Error(`The vault has no password of ${login}.`);
    if (others.length > 0)
      throw new Error(`${found.length} organisations have an account ${login}; use --credentials.`);
    const password = await openSealed({
      privateKeysDir,
      keyId: account.keyId,
      aad: { organisationId: account.organisationId, accountId: account.id, version: account.version },
      sealed: account.sealedPassword,
    });
    return { login, password };
  } finally {
    await disconnect(db);
  }
}

import { randomUUID } from "node:crypto";
import { type ScopedTx, tables } from "@pumpd/db";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { invalidInput } from "../errors.ts";
import { type SealingKey, sealSecret } from "../vault/index.ts";
import { linkAccount } from "./link-account.ts";

export type NewAccount = {
  by: By;
  sealingKey: SealingKey;
  /** kept exactly as typed: the portal compares case-sensitively */
  login: string;
  password: string;
  /** the restaurant it is for, linked in the same step */
  restaurantId?: string;
};

/** A portal login with its sealed password. Throws INVALID_INPUT for a login the organisation has, NOT_FOUND for the restaurant. */
export async function createAccount(tx: ScopedTx, account: NewAccount): Promise<{ id: string }> {
  const { by, sealingKey, login, password, restaurantId } = account;
  const { organisationId } = tx.scope;
  // Chosen here, because the seal binds to it.
  const id = randomUUID();
  const sealedPassword = await sealSecret(
    { ...sealingKey, aad: { organisationId, accountId: id, version: 1 } },
    password,
  );
  const [row] = await tx
    .insert(tables.portalAccounts)
    .values({
      id,
      organisationId,
      login,
      loginKey: login.toLowerCase(),
      sealedPassword,
      keyId: sealingKey.keyId,
      version: 1,
      passwordSetAt: new Date(),
    })
    .onConflictDoNothing()
    .returning({ id: tables.portalAccounts.id });
  if (!row) throw invalidInput({ login: `We have the account ${login} already. Choose it instead.` });
  await writeAudit(tx, { by, action: "account.create", target: { kind: "account", id }, data: { login } });
  if (restaurantId) await linkAccount(tx, { by, accountId: id, restaurantId });
  return row;
}

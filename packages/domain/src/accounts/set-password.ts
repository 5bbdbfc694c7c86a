import { type ScopedTx, tables } from "@pumpd/db";
import { eq, sql } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { notFound } from "../errors.ts";
import { releaseAccountHold } from "../holds/index.ts";
import { type SealingKey, sealSecret } from "../vault/index.ts";

export type NewPassword = { by: By; sealingKey: SealingKey; id: string; password: string };

/**
 * Seals a new password, lets the account's hold go and sends its credential reviews back to waiting.
 * `releasedJobs`: how many jobs go on by themselves now. Throws NOT_FOUND.
 */
export async function setPassword(
  tx: ScopedTx,
  { by, sealingKey, id, password }: NewPassword,
): Promise<{ id: string; releasedJobs: number }> {
  const { portalAccounts } = tables;
  const [account] = await tx
    .select({ version: portalAccounts.version })
    .from(portalAccounts)
    .where(eq(portalAccounts.id, id))
    .for("update");
  if (!account) throw notFound("portal account");
  const version = account.version + 1;
  const aad = { organisationId: tx.scope.organisationId, accountId: id, version };
  const sealedPassword = await sealSecret({ ...sealingKey, aad }, password);
  await tx
    .update(portalAccounts)
    .set({
      sealedPassword,
      keyId: sealingKey.keyId,
      version,
      state: "not_tried",
      passwordSetAt: sql`now()`,
      updatedAt: sql`now()`,
    })
    .where(eq(portalAccounts.id, id));
  await writeAudit(tx, { by, action: "account.set_password", target: { kind: "account", id }, data: { version } });
  const { releasedJobs } = await releaseAccountHold(tx, id, by);
  return { id, releasedJobs };
}

import { randomUUID } from "node:crypto";
import { type ScopedTx, tables } from "@pumpd/db";
import type { WebhookEvent } from "@pumpd/model";
import { and, count, eq, isNull } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { judgeTarget, type PrivateHosts } from "../outgoing/index.ts";
import { type SealingKey, sealSecret } from "../vault/index.ts";
import { newWebhookSecret } from "./signature.ts";

const MOST = 10;

export type NewWebhook = {
  by: By;
  sealingKey: SealingKey;
  privateHosts: PrivateHosts;
  url: string;
  events: readonly WebhookEvent[];
};

/**
 * Tells a program at `url` how jobs end from now on. `secret` signs what is sent and is shown this once: only a worker can
 * read it again. Throws INVALID_INPUT for an address we do not send to, TOO_MANY beyond ten.
 */
export async function createWebhook(tx: ScopedTx, webhook: NewWebhook): Promise<{ id: string; secret: string }> {
  const { by, sealingKey, privateHosts, url, events } = webhook;
  const { organisationId } = tx.scope;
  const judged = judgeTarget(url, privateHosts);
  if ("problem" in judged) throw invalidInput({ url: judged.problem });
  const [there] = await tx
    .select({ n: count() })
    .from(tables.webhooks)
    .where(and(eq(tables.webhooks.organisationId, organisationId), isNull(tables.webhooks.removedAt)));
  if (there && there.n >= MOST)
    throw new DomainError("TOO_MANY", `There are ${MOST} webhooks already. Remove one first.`);
  // Chosen here, because the seal binds to it.
  const id = randomUUID();
  const secret = newWebhookSecret();
  const sealedSecret = await sealSecret({ ...sealingKey, aad: { organisationId, webhookId: id } }, secret);
  await tx.insert(tables.webhooks).values({
    id,
    organisationId,
    url: judged.target.url.href,
    events: [...events],
    sealedSecret,
    keyId: sealingKey.keyId,
    createdBy: by.id,
  });
  const { origin } = judged.target.url;
  await writeAudit(tx, { by, action: "webhook.create", target: { kind: "webhook", id }, data: { origin, events } });
  return { id, secret };
}

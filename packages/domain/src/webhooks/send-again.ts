import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq, sql } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { DomainError, notFound } from "../errors.ts";

/** Puts a delivery back to the start, whatever became of it. Throws NOT_FOUND, CONFLICT for a removed webhook. */
export async function sendAgain(tx: ScopedTx, { by, id }: { by: By; id: string }): Promise<{ id: string }> {
  const { webhooks, webhookDeliveries } = tables;
  const [found] = await tx
    .select({ removedAt: webhooks.removedAt })
    .from(webhookDeliveries)
    .innerJoin(
      webhooks,
      and(eq(webhooks.organisationId, webhookDeliveries.organisationId), eq(webhooks.id, webhookDeliveries.webhookId)),
    )
    .where(eq(webhookDeliveries.id, id));
  if (!found) throw notFound("delivery");
  if (found.removedAt) throw new DomainError("CONFLICT", "This webhook was removed. Nothing is sent there any more.");
  await tx
    .update(webhookDeliveries)
    .set({ state: "waiting", tries: 0, nextAt: sql`now()` })
    .where(eq(webhookDeliveries.id, id));
  await writeAudit(tx, { by, action: "webhook.send_again", target: { kind: "webhook_delivery", id } });
  return { id };
}

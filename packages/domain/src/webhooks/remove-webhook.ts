import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import { notFound } from "../errors.ts";

/** Sends nothing more there, waiting deliveries included. Its log stays. Throws NOT_FOUND. */
export async function removeWebhook(tx: ScopedTx, { by, id }: { by: By; id: string }): Promise<{ id: string }> {
  const { webhooks, webhookDeliveries } = tables;
  const [row] = await tx
    .update(webhooks)
    .set({ removedAt: sql`now()` })
    .where(and(eq(webhooks.id, id), isNull(webhooks.removedAt)))
    .returning({ id: webhooks.id });
  if (!row) throw notFound("webhook");
  await tx
    .update(webhookDeliveries)
    .set({ state: "given_up", problem: "The webhook was removed." })
    .where(and(eq(webhookDeliveries.webhookId, id), eq(webhookDeliveries.state, "waiting")));
  await writeAudit(tx, { by, action: "webhook.remove", target: { kind: "webhook", id } });
  return row;
}

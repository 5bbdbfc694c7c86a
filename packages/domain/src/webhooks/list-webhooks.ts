import { type ScopedTx, tables } from "@pumpd/db";
import type { WebhookEvent } from "@pumpd/model";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { notFound } from "../errors.ts";

export type DeliveryState = "waiting" | "delivered" | "given_up";

/** Never the secret. Times are ISO 8601, UTC. */
export type WebhookRow = {
  id: string;
  url: string;
  events: WebhookEvent[];
  createdAt: string;
  /** how the newest delivery stands; null before the first */
  last: { state: DeliveryState; at: string } | null;
};

const { webhooks, webhookDeliveries } = tables;

/** The organisation's webhooks, newest first. */
export async function listWebhooks(tx: ScopedTx): Promise<WebhookRow[]> {
  const newest = tx
    .select({ state: webhookDeliveries.state, at: webhookDeliveries.createdAt })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.organisationId, webhooks.organisationId),
        eq(webhookDeliveries.webhookId, sql`${webhooks}.id`),
      ),
    )
    .orderBy(desc(webhookDeliveries.id))
    .limit(1)
    .as("newest");
  const rows = await tx
    .select({
      id: webhooks.id,
      url: webhooks.url,
      events: webhooks.events,
      createdAt: webhooks.createdAt,
      state: newest.state,
      at: newest.at,
    })
    .from(webhooks)
    .leftJoinLateral(newest, sql`true`)
    .where(and(eq(webhooks.organisationId, tx.scope.organisationId), isNull(webhooks.removedAt)))
    .orderBy(desc(webhooks.createdAt), desc(webhooks.id));
  return rows.map(({ state, at, createdAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    last: state && at ? { state, at: at.toISOString() } : null,
  }));
}

export type DeliveryRow = {
  id: string;
  jobId: string;
  event: WebhookEvent;
  state: DeliveryState;
  tries: number;
  httpStatus: number | null;
  problem: string | null;
  createdAt: string;
  lastTriedAt: string | null;
  /** of a waiting one */
  nextAt: string | null;
};

const MOST = 50;

/** The newest deliveries of one webhook. Throws NOT_FOUND. */
export async function listDeliveries(tx: ScopedTx, webhookId: string): Promise<DeliveryRow[]> {
  const [webhook] = await tx.select({ id: webhooks.id }).from(webhooks).where(eq(webhooks.id, webhookId));
  if (!webhook) throw notFound("webhook");
  const { id, jobId, event, state, tries, httpStatus, problem, createdAt, lastTriedAt, nextAt } = webhookDeliveries;
  const rows = await tx
    .select({ id, jobId, event, state, tries, httpStatus, problem, createdAt, lastTriedAt, nextAt })
    .from(webhookDeliveries)
    .where(
      and(eq(webhookDeliveries.organisationId, tx.scope.organisationId), eq(webhookDeliveries.webhookId, webhookId)),
    )
    .orderBy(desc(id))
    .limit(MOST);
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastTriedAt: row.lastTriedAt?.toISOString() ?? null,
    nextAt: row.state === "waiting" ? row.nextAt.toISOString() : null,
  }));
}

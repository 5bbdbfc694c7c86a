import type { Database } from "@pumpd/db";
import type { Metrics } from "@pumpd/domain/metrics";
import { guardedPost, type LookUp, PostRefused, type PrivateHosts } from "@pumpd/domain/outgoing";
import { openSealed } from "@pumpd/domain/vault/open";
import { claimDeliveries, type DueDelivery, endDelivery, signatureHeaders } from "@pumpd/domain/webhooks";
import type { Log } from "./log.ts";

export type WebhookParts = {
  db: Database;
  privateKeysDir: string;
  /** receivers inside our own network that the deployment lets us send to */
  privateHosts: PrivateHosts;
  metrics: Metrics;
  log: Log;
  /** tests: who is asked for names */
  lookUp?: LookUp;
};

/** Sends what is due, once each, and writes how it went. Throws only when the database is away. */
export async function sendWebhooks(parts: WebhookParts): Promise<number> {
  const due = await claimDeliveries(parts.db);
  await Promise.all(due.map((delivery) => send(parts, delivery)));
  return due.length;
}

async function send(parts: WebhookParts, delivery: DueDelivery): Promise<void> {
  const { id, tries } = delivery;
  const ending = await post(parts, delivery);
  parts.metrics.count("pumpd_webhooks_total", { status: "httpStatus" in ending ? String(ending.httpStatus) : "none" });
  parts.log.info({ delivery: id, webhook: delivery.webhookId, tries, ...ending }, "webhook tried");
  await endDelivery(parts.db, { id, tries, ...ending });
}

type Ending = { httpStatus: number } | { problem: string };

async function post(
  { privateKeysDir, privateHosts, lookUp, log }: WebhookParts,
  delivery: DueDelivery,
): Promise<Ending> {
  const { id, organisationId, webhookId, keyId, sealedSecret: sealed, url, body, atSeconds } = delivery;
  try {
    const secret = await openSealed({ privateKeysDir, keyId, sealed, aad: { organisationId, webhookId } });
    const headers = {
      "content-type": "application/json",
      "user-agent": "pumpd-webhooks",
      ...signatureHeaders(secret, { id, atSeconds, body }),
    };
    return { httpStatus: await guardedPost({ url, headers, body, privateHosts, lookUp }) };
  } catch (error) {
    if (error instanceof PostRefused) return { problem: error.message };
    log.error({ err: error, delivery: id }, "a webhook could not be signed");
    return { problem: "It could not be signed." };
  }
}

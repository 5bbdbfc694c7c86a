import type { Database } from "@pumpd/db";
import { claimMessages, type DueMessage, endMessage } from "@pumpd/domain/alerts";
import type { Metrics } from "@pumpd/domain/metrics";
import { guardedPost, type LookUp, PostRefused, type PrivateHosts } from "@pumpd/domain/outgoing";
import { openSealed } from "@pumpd/domain/vault/open";
import { createTransport } from "nodemailer";
import type { Log } from "./log.ts";

/** How mail leaves: `SMTP_URL` and whom it is from. Null: this deployment sends none. */
export type MailSettings = { smtpUrl: string; from: string };

export type AlertParts = {
  db: Database;
  mail: MailSettings | null;
  privateKeysDir: string;
  /** receivers inside our own network that the deployment lets us send to */
  privateHosts: PrivateHosts;
  metrics: Metrics;
  log: Log;
  /** tests: who is asked for names */
  lookUp?: LookUp;
};

/** Sends the alerts that are due, once each, and writes how it went. Throws only when the database is away. */
export async function sendAlerts(parts: AlertParts): Promise<number> {
  const due = await claimMessages(parts.db);
  for (const message of due) {
    const problem = await (message.kind === "email" ? mail(parts, message) : post(parts, message));
    parts.metrics.count("pumpd_alert_messages_total", {
      kind: message.kind,
      ended: problem === null ? "sent" : "not_sent",
    });
    parts.log.info({ message: message.id, kind: message.kind, tries: message.tries, problem }, "alert message tried");
    await endMessage(parts.db, { id: message.id, tries: message.tries, problem });
  }
  return due.length;
}

const MAIL_LIMIT_MS = 10_000;

/** Null when it was taken by the mail server; else what was wrong, in words. */
async function mail({ mail: settings, log }: AlertParts, message: DueMessage): Promise<string | null> {
  if (!settings) return "No mail server is set up (SMTP_URL).";
  const transport = createTransport({
    url: settings.smtpUrl,
    connectionTimeout: MAIL_LIMIT_MS,
    greetingTimeout: MAIL_LIMIT_MS,
    socketTimeout: MAIL_LIMIT_MS,
  });
  try {
    await transport.sendMail({
      from: settings.from,
      to: message.label,
      subject: `${message.organisation}: ${message.subject}`,
      text: message.body,
    });
    return null;
  } catch (error) {
    log.warn({ err: error }, "an alert could not be mailed");
    return "The mail server did not take it.";
  } finally {
    transport.close();
  }
}

async function post(parts: AlertParts, message: DueMessage): Promise<string | null> {
  const { privateKeysDir, privateHosts, lookUp } = parts;
  const { organisationId, channelId, sealedUrl: sealed, keyId } = message;
  if (!sealed || !keyId) return "The channel was removed.";
  try {
    const url = await openSealed({ privateKeysDir, keyId, sealed, aad: { organisationId, webhookId: channelId } });
    const body = JSON.stringify({ text: `*${message.organisation}*: ${message.body}` });
    const headers = { "content-type": "application/json", "user-agent": "pumpd-alerts" };
    const status = await guardedPost({ url, headers, body, privateHosts, lookUp });
    return status >= 200 && status < 300 ? null : `It answered ${status}.`;
  } catch (error) {
    if (error instanceof PostRefused) return error.message;
    parts.log.error({ err: error, message: message.id }, "an alert's address could not be opened");
    return "Its address could not be opened.";
  }
}

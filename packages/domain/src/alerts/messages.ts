import { type Database, type ScopedTx, tables } from "@pumpd/db";
import { and, eq, isNull, sql } from "drizzle-orm";

const { alertChannels, alertMessages } = tables;

/** `subject` is one line. */
export type AlertText = { subject: string; body: string };

export async function sendToChannels(tx: ScopedTx, text: AlertText): Promise<void> {
  const channels = await tx
    .select({ id: alertChannels.id })
    .from(alertChannels)
    .where(and(eq(alertChannels.organisationId, tx.scope.organisationId), isNull(alertChannels.removedAt)));
  for (const { id } of channels) await sendTo(tx, id, text);
}

export async function sendTo(tx: ScopedTx, channelId: string, { subject, body }: AlertText): Promise<void> {
  await tx.insert(alertMessages).values({ organisationId: tx.scope.organisationId, channelId, subject, body });
}

/** Pauses before the second try and so on; after the last a message is given up. */
const RETRY_PAUSES_MS = [10_000, 60_000, 600_000] as const;
/** A worker that died with a message in hand leaves it to the next after this. */
const HELD_MS = 60_000;
const MOST_AT_ONCE = 10;

export type DueMessage = AlertText & {
  id: string;
  organisationId: string;
  organisation: string;
  channelId: string;
  kind: "email" | "webhook";
  /** the mail address; of a webhook only its host */
  label: string;
  sealedUrl: Uint8Array | null;
  keyId: string | null;
  /** this one included */
  tries: number;
};

/** Takes what is due, of all organisations; no other worker gets the same for a minute. Needs the worker role. */
export async function claimMessages(db: Database): Promise<DueMessage[]> {
  const rows = await db.execute<DueMessage>(sql`
    with due as (
      select m.id from alert_messages m where m.state = 'waiting' and m.next_at <= now()
      order by m.next_at limit ${MOST_AT_ONCE} for update skip locked)
    update alert_messages m
    set tries = m.tries + 1, next_at = now() + make_interval(secs => ${HELD_MS / 1000})
    from due, alert_channels c, organisations o
    where m.id = due.id and c.id = m.channel_id and c.organisation_id = m.organisation_id and o.id = m.organisation_id
    returning m.id, m.organisation_id as "organisationId", o.name as organisation, c.id as "channelId", c.kind, c.label,
      c.sealed_url as "sealedUrl", c.key_id as "keyId", m.subject, m.body, m.tries`);
  return [...rows];
}

/** Writes how a try went: sent, again later, or given up. `problem` is for staff and null when it was sent. */
export async function endMessage(
  db: Database,
  { id, tries, problem }: { id: string; tries: number; problem: string | null },
): Promise<void> {
  const pauseMs = RETRY_PAUSES_MS[tries - 1];
  const state = problem === null ? "sent" : pauseMs === undefined ? "given_up" : "waiting";
  await db
    .update(alertMessages)
    .set({ state, problem, nextAt: sql`now() + make_interval(secs => ${(pauseMs ?? 0) / 1000})` })
    .where(and(eq(alertMessages.id, id), eq(alertMessages.state, "waiting"), eq(alertMessages.tries, tries)));
}

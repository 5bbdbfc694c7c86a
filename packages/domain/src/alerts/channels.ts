import { randomUUID } from "node:crypto";
import { type ScopedTx, tables } from "@pumpd/db";
import { and, asc, count, eq, isNull, sql } from "drizzle-orm";
import { writeAudit } from "../audit/write-audit.ts";
import type { By } from "../by.ts";
import { DomainError, invalidInput, notFound } from "../errors.ts";
import { judgeTarget, type PrivateHosts } from "../outgoing/index.ts";
import { type SealingKey, sealSecret } from "../vault/index.ts";
import { sendTo } from "./messages.ts";

const { alertChannels } = tables;
const MOST = 10;

export type ChannelRow = {
  id: string;
  kind: "email" | "webhook";
  label: string;
  /** how the newest message to it fared; null when there was none */
  last: { state: "waiting" | "sent" | "given_up"; problem: string | null; at: string } | null;
};

export async function listChannels(tx: ScopedTx): Promise<ChannelRow[]> {
  const rows = await tx
    .select({
      id: alertChannels.id,
      kind: alertChannels.kind,
      label: alertChannels.label,
      last: sql<
        ChannelRow["last"]
      >`(select json_build_object('state', m.state, 'problem', m.problem, 'at', m.created_at)
        from alert_messages m where m.organisation_id = alert_channels.organisation_id
          and m.channel_id = ${sql.raw('"alert_channels"."id"')} order by m.id desc limit 1)`,
    })
    .from(alertChannels)
    .where(and(eq(alertChannels.organisationId, tx.scope.organisationId), isNull(alertChannels.removedAt)))
    .orderBy(asc(alertChannels.id));
  return rows.map(({ last, ...row }) => ({ ...row, last: last && { ...last, at: new Date(last.at).toISOString() } }));
}

export type NewChannel = {
  by: By;
  sealingKey: SealingKey;
  privateHosts: PrivateHosts;
} & ({ kind: "email"; address: string } | { kind: "webhook"; url: string });

/**
 * Sends alerts there from now on. A webhook's address is a secret by itself: it is sealed, and only a worker reads it
 * again. Throws INVALID_INPUT for an address we do not send to, TOO_MANY beyond ten.
 */
export async function addChannel(tx: ScopedTx, channel: NewChannel): Promise<{ id: string }> {
  const { organisationId } = tx.scope;
  const [there] = await tx
    .select({ n: count() })
    .from(alertChannels)
    .where(and(eq(alertChannels.organisationId, organisationId), isNull(alertChannels.removedAt)));
  if (there && there.n >= MOST) throw new DomainError("TOO_MANY", `There are ${MOST} already. Remove one first.`);
  // Chosen here, because the seal binds to it.
  const id = randomUUID();
  const { label, ...sealed } = await describe(channel, { organisationId, id });
  await tx.insert(alertChannels).values({ id, organisationId, kind: channel.kind, label, ...sealed });
  await writeAudit(tx, {
    by: channel.by,
    action: "alert.add_channel",
    target: { kind: "alert_channel", id },
    data: { kind: channel.kind, label },
  });
  return { id };
}

async function describe(channel: NewChannel, { organisationId, id }: { organisationId: string; id: string }) {
  if (channel.kind === "email") return { label: channel.address };
  const judged = judgeTarget(channel.url, channel.privateHosts);
  if ("problem" in judged) throw invalidInput({ url: judged.problem });
  const { href, host } = judged.target.url;
  const sealedUrl = await sealSecret({ ...channel.sealingKey, aad: { organisationId, webhookId: id } }, href);
  return { label: host, sealedUrl, keyId: channel.sealingKey.keyId };
}

/** Nothing is sent there any more, what waits included. Throws NOT_FOUND. */
export async function removeChannel(tx: ScopedTx, { id, by }: { id: string; by: By }): Promise<{ id: string }> {
  await readChannel(tx, id);
  await tx
    .update(alertChannels)
    .set({ removedAt: sql`clock_timestamp()`, sealedUrl: null })
    .where(eq(alertChannels.id, id));
  await writeAudit(tx, { by, action: "alert.remove_channel", target: { kind: "alert_channel", id } });
  return { id };
}

/** One message now, so that a person sees whether alerts arrive. Throws NOT_FOUND. */
export async function testChannel(tx: ScopedTx, { id, by }: { id: string; by: By }): Promise<{ id: string }> {
  await readChannel(tx, id);
  await sendTo(tx, id, { subject: "A test of alerts", body: `${by.name} asked for this. Alerts arrive here.` });
  await writeAudit(tx, { by, action: "alert.test_channel", target: { kind: "alert_channel", id } });
  return { id };
}

async function readChannel(tx: ScopedTx, id: string): Promise<void> {
  const [channel] = await tx
    .select({ id: alertChannels.id })
    .from(alertChannels)
    .where(
      and(
        eq(alertChannels.id, id),
        eq(alertChannels.organisationId, tx.scope.organisationId),
        isNull(alertChannels.removedAt),
      ),
    );
  if (!channel) throw notFound("channel");
}

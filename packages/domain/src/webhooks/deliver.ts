import type { Database } from "@pumpd/db";
import { sql } from "drizzle-orm";

/** Pauses before the second try, the third and so on. After the last of them a delivery is given up. */
export const RETRY_PAUSES_MS = [10_000, 60_000, 300_000, 1_800_000, 7_200_000, 21_600_000] as const;

/** Longer than one exchange may take: a worker that died with a delivery in hand leaves it to the next after this. */
const HELD_MS = 60_000;
const MOST_AT_ONCE = 10;

export type DueDelivery = {
  id: string;
  organisationId: string;
  webhookId: string;
  url: string;
  keyId: string;
  sealedSecret: Uint8Array;
  body: string;
  /** this one included */
  tries: number;
  /** epoch seconds of the database */
  atSeconds: number;
};

type Row = {
  id: string;
  organisation_id: string;
  webhook_id: string;
  url: string;
  key_id: string;
  sealed_secret: Uint8Array;
  payload: unknown;
  tries: number;
  at_seconds: number;
};

/** Takes what is due, of all organisations; no other worker gets the same for a minute. Needs the worker role. */
export async function claimDeliveries(db: Database): Promise<DueDelivery[]> {
  const rows = await db.execute<Row>(sql`
    with due as (
      select id from webhook_deliveries where state = 'waiting' and next_at <= now()
      order by next_at limit ${MOST_AT_ONCE} for update skip locked
    )
    update webhook_deliveries d
    set tries = d.tries + 1, last_tried_at = now(), next_at = now() + make_interval(secs => ${HELD_MS / 1000})
    from due, webhooks w
    where d.id = due.id and w.organisation_id = d.organisation_id and w.id = d.webhook_id
    returning d.id, d.organisation_id, d.webhook_id, w.url, w.key_id, w.sealed_secret, d.payload, d.tries,
      extract(epoch from now())::int as at_seconds`);
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    webhookId: row.webhook_id,
    url: row.url,
    keyId: row.key_id,
    sealedSecret: row.sealed_secret,
    body: JSON.stringify(row.payload),
    tries: row.tries,
    atSeconds: row.at_seconds,
  }));
}

export type DeliveryEnd = { id: string; tries: number } & ({ httpStatus: number } | { problem: string });

/** Writes how a try went: delivered, again later, or given up. One that was given up meanwhile stays so. */
export async function endDelivery(db: Database, end: DeliveryEnd): Promise<void> {
  const httpStatus = "httpStatus" in end ? end.httpStatus : null;
  const isDelivered = httpStatus !== null && httpStatus >= 200 && httpStatus < 300;
  const pauseMs = RETRY_PAUSES_MS[end.tries - 1];
  const state = isDelivered ? "delivered" : pauseMs === undefined ? "given_up" : "waiting";
  const problem = isDelivered ? null : "problem" in end ? end.problem : `It answered ${httpStatus}.`;
  await db.execute(sql`
    update webhook_deliveries
    set state = ${state}, http_status = ${httpStatus}, problem = ${problem},
      next_at = now() + make_interval(secs => ${(pauseMs ?? 0) / 1000})
    where id = ${end.id} and state = 'waiting' and tries = ${end.tries}`);
}

import { type Database, type Queryable, tables } from "@pumpd/db";
import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { bySystem } from "../jobs/by-system.ts";
import { ON_TRIAL } from "./hold-kinds.ts";
import { releaseHold, wakeHeld } from "./place-hold.ts";

const { holds } = tables;

export type HeldHost = { host: string; adminUrl: string };

/**
 * The hosts that are held because they were closed or did not answer and that are due for a look. Each is handed to one
 * worker per `everyMs`, so the number of looks does not grow with the number of workers or of waiting jobs.
 */
export async function takeHostsToLookAt(db: Queryable, { everyMs }: { everyMs: number }): Promise<HeldHost[]> {
  const taken = await db.execute<{ host: string; admin_url: string | null }>(sql`
    update circuits c set next_look_at = clock_timestamp() + make_interval(secs => ${everyMs / 1000})
    where c.scope = 'host' and coalesce(c.next_look_at <= clock_timestamp(), true)
      and exists (select from holds h where h.scope = 'host' and h.key = c.key and h.released_at is null
        and h.organisation_id is null and h.kind in ('maintenance', 'breaker'))
    returning c.key as host, (select o.admin_url from organisations o
      where o.archived_at is null and split_part(split_part(o.admin_url, '//', 2), '/', 1) = c.key limit 1) as admin_url`);
  return taken.flatMap(({ host, admin_url }) => (admin_url ? [{ host, adminUrl: admin_url }] : []));
}

export type HostLook = { host: string; isOpen: boolean; everyMs: number };

/** How many jobs are told when a hold may be tried: one becomes the trial, the rest wait for it. */
const TOLD_OF_TRIAL = 2;

/** A closed host stays held past the next look, so that no job is spent on it. An open one may be tried at once. */
export async function noteHostLook(db: Queryable, { host, isOpen, everyMs }: HostLook): Promise<void> {
  const isHeld = [eq(holds.scope, "host"), eq(holds.key, host), isNull(holds.organisationId), isNull(holds.releasedAt)];
  if (!isOpen) {
    await db
      .update(holds)
      .set({ until: sql`greatest(${holds.until}, clock_timestamp() + make_interval(secs => ${(everyMs * 2) / 1000}))` })
      .where(and(...isHeld, inArray(holds.kind, ["maintenance", "breaker"])));
    return;
  }
  const isNobodyTrying = sql`${holds.about}->>'trialJobId' is null`;
  const opened = await db
    .update(holds)
    .set({ until: sql`clock_timestamp()` })
    .where(and(...isHeld, eq(holds.kind, "maintenance"), isNobodyTrying))
    .returning({ id: holds.id });
  for (const { id } of opened) await tryOrRelease(db, id);
}

/**
 * Holds whose time is over: a person's pause ends; one on a host is tried by one of its waiting jobs, or ends when nobody
 * waits. Answers how many there were.
 */
export async function endTimedHolds(db: Database): Promise<number> {
  const over = await db
    .select({ id: holds.id, kind: holds.kind })
    .from(holds)
    .where(and(isNull(holds.releasedAt), lte(holds.until, sql`clock_timestamp()`)))
    .limit(100);
  for (const { id, kind } of over)
    if (ON_TRIAL.includes(kind)) await tryOrRelease(db, id);
    else await releaseHold(db, id, bySystem("holds"));
  return over.length;
}

async function tryOrRelease(db: Queryable, id: string): Promise<void> {
  // A job under way to its trial waits for nothing any more; it must find the hold when it claims.
  const [waiting] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from jobs j where j.status = 'pending' and j.wait_kind = 'held' and j.wait_for = ${id}`);
  if (waiting?.count) await wakeHeld(db, id, TOLD_OF_TRIAL);
  else await releaseHold(db, id, bySystem("holds"));
}

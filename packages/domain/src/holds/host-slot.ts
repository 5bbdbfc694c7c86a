import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { ON_TRIAL } from "./hold-kinds.ts";

const { circuits, holds, portalUses } = tables;

/** How gently a portal's host is treated by all workers together. Milliseconds; 0 or a huge count switches it off. */
export type HostPace = {
  /** between two starts */
  spacingMs: number;
  windowMs: number;
  /** starts and commits in the window before the next start waits */
  mostUses: number;
};

/** Starts five times a second at most; a run with a commit a second has room beside it. */
export const HOST_PACE: HostPace = { spacingMs: 200, windowMs: 60_000, mostUses: 300 };

/** A trial that has not ended by then went away with its worker; the next job may try. */
const TRIAL_MS = 10 * 60_000;

export type HostSlot =
  | { kind: "go"; isTrial: boolean }
  /** the host has had enough for now */
  | { kind: "wait"; waitMs: number };

/**
 * A start at a host, counted at once: all claims at one host come through its row, one after the other. Where the host's
 * hold may be tried (`until` has passed), this job is the trial and everybody else waits for it. Call with no open hold.
 */
export async function takeHostSlot(
  tx: ScopedTx,
  { host, jobId, pace }: { host: string; jobId: string; pace: HostPace },
): Promise<HostSlot> {
  await tx.insert(circuits).values({ scope: "host", key: host }).onConflictDoNothing();
  const isHost = and(eq(circuits.scope, "host"), eq(circuits.key, host));
  await tx.select({ key: circuits.key }).from(circuits).where(isHost).for("no key update");
  const waitMs = await readWait(tx, { host, pace });
  if (waitMs > 0) return { kind: "wait", waitMs };
  const trial = tx
    .update(holds)
    .set({
      until: sql`clock_timestamp() + make_interval(secs => ${TRIAL_MS / 1000})`,
      about: sql`coalesce(${holds.about}, '{}') || jsonb_build_object('trialJobId', ${jobId}::text)`,
    })
    .where(
      and(
        eq(holds.scope, "host"),
        eq(holds.key, host),
        isNull(holds.organisationId),
        isNull(holds.releasedAt),
        lte(holds.until, sql`clock_timestamp()`),
        inArray(holds.kind, ON_TRIAL),
      ),
    )
    .returning({ id: holds.id });
  // Together, because everybody else at this host waits for this row meanwhile.
  const [tried] = await Promise.all([
    trial,
    tx.update(circuits).set({ lastStartAt: sql`clock_timestamp()` }).where(isHost),
    countUse(tx, host),
  ]);
  return { kind: "go", isTrial: tried.length > 0 };
}

async function readWait(tx: ScopedTx, { host, pace }: { host: string; pace: HostPace }): Promise<number> {
  const [row] = await tx.execute<{ spacing: number; window: number }>(sql`
    select coalesce(extract(epoch from c.last_start_at - clock_timestamp()) * 1000 + ${pace.spacingMs}, 0)::float8 as spacing,
      coalesce((select extract(epoch from u.at - clock_timestamp()) * 1000 + ${pace.windowMs} from portal_uses u
        where u.host = ${host} and u.at > clock_timestamp() - make_interval(secs => ${pace.windowMs / 1000})
        order by u.at desc offset ${Math.max(0, pace.mostUses - 1)} limit 1), 0)::float8 as window
    from circuits c where c.scope = 'host' and c.key = ${host}`);
  return Math.ceil(Math.max(0, row?.spacing ?? 0, row?.window ?? 0));
}

/** A start or a commit, for the window. */
export async function countUse(tx: Pick<ScopedTx, "insert">, host: string): Promise<void> {
  await tx.insert(portalUses).values({ host, at: sql`clock_timestamp()` });
}

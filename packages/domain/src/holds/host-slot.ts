import { type ScopedTx, tables } from "@pumpd/db";
import { sql } from "drizzle-orm";
import { ON_TRIAL } from "./hold-kinds.ts";

const { portalUses } = tables;

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

/**
 * A start at a host, counted at once, as a part of a statement with one row: `waitMs` is 0, or how long the host has had
 * enough and nothing was counted. All claims at one host come through its row, one after the other. Where the host's hold
 * may be tried (`until` has passed), this job is the trial and everybody else waits for it. Call with no open hold.
 */
export function hostSlot(tx: ScopedTx, { host, jobId, pace }: { host: string; jobId: string; pace: HostPace }) {
  const rules = { ...pace, trialMs: TRIAL_MS, onTrial: ON_TRIAL };
  return tx
    .$with("slot", { waitMs: sql<number>`wait_ms`.as("wait_ms") })
    .as(sql`select wait_ms from app.take_host_slot(${host}, ${jobId}::uuid, ${JSON.stringify(rules)}::jsonb)`);
}

/** A start or a commit, for the window. */
export async function countUse(tx: Pick<ScopedTx, "insert">, host: string): Promise<void> {
  await tx.insert(portalUses).values({ host, at: sql`clock_timestamp()` });
}

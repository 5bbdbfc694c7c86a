import type { Database } from "@pumpd/db";
import { sql } from "drizzle-orm";
import type { ArtifactStore } from "../artifacts/artifact-store.ts";

export type RetentionTimes = {
  /** after so long an ended job goes to the archive */
  jobDays: number;
  pictureDays: number;
};

export type Retain = RetentionTimes & {
  artifacts: ArtifactStore;
  /** milliseconds; the next round goes on where this one ended */
  limitMs: number;
  signal?: AbortSignal;
  /** rows per statement */
  batch?: number;
};

export type Retained = { jobs: number; files: number };

/** Any constant number: one archivist at a time in the whole system. */
const RETAIN_LOCK = 7_316_244_804;
const BATCH = 100;

/**
 * Moves old jobs to the archive and removes files whose time is over, in batches of one short statement each, so that
 * nobody waits for it. Safe to stop anywhere. Undefined: another worker is at it. Needs the worker role.
 */
export async function retain(db: Database, options: Retain): Promise<Retained | undefined> {
  return db.transaction(async (lock) => {
    const [row] = await lock.execute<{ is_mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${RETAIN_LOCK}) as is_mine`,
    );
    if (!row?.is_mine) return undefined;
    const endAtMs = performance.now() + options.limitMs;
    const mayGoOn = () => performance.now() < endAtMs && !options.signal?.aborted;
    const jobs = await archiveJobs(db, options, mayGoOn);
    const files = await expireFiles(db, options, mayGoOn);
    await db.execute(sql`select app.remove_spent()`);
    return { jobs, files };
  });
}

async function archiveJobs(db: Database, { jobDays, batch = BATCH }: Retain, mayGoOn: () => boolean): Promise<number> {
  let total = 0;
  for (let moved = batch; moved === batch && mayGoOn(); total += moved) {
    const [row] = await db.execute<{ moved: number }>(
      sql`select app.archive_jobs(make_interval(days => ${jobDays}::int), ${batch}::int) as moved`,
    );
    moved = row?.moved ?? 0;
  }
  return total;
}

/** The row goes first: a file nobody knows is harmless, a row without its file is a broken picture. */
async function expireFiles(db: Database, options: Retain, mayGoOn: () => boolean): Promise<number> {
  const { pictureDays, artifacts, batch = BATCH } = options;
  let total = 0;
  for (let removed = batch; removed === batch && mayGoOn(); total += removed) {
    const rows = await db.execute<{ storage_key: string }>(
      sql`select storage_key from app.expire_artifacts(make_interval(days => ${pictureDays}::int), ${batch}::int)`,
    );
    for (const { storage_key } of rows) await artifacts.remove(storage_key);
    removed = rows.length;
  }
  return total;
}

const NIGHT = { zone: "Pacific/Auckland", from: 1, until: 5 } as const;

/** When staff sleep: from one to five in the morning where they are. */
export function isNight(at: Date): boolean {
  const hour = Number(
    new Intl.DateTimeFormat("en-NZ", { hour: "numeric", hourCycle: "h23", timeZone: NIGHT.zone }).format(at),
  );
  return hour >= NIGHT.from && hour < NIGHT.until;
}

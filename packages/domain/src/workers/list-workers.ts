import { type Queryable, tables } from "@pumpd/db";
import { TIMINGS } from "@pumpd/model";
import { desc, isNull, sql } from "drizzle-orm";

const { workers } = tables;

export type WorkerRow = {
  id: string;
  host: string;
  /** ISO 8601, UTC */
  beatAt: string;
  slots: number;
  running: number;
  notTaking: string | null;
  isAlive: boolean;
};

/** A beat is due every 10 s; after so long without one a worker is taken for dead. */
export const DEAD_AFTER_MS = TIMINGS.leaseMs;
const SHOWN_FOR_HOURS = 1;

/** The workers that live, and those that went quiet within the hour. */
export async function listWorkers(db: Queryable): Promise<WorkerRow[]> {
  const rows = await db
    .select({
      id: workers.id,
      host: workers.host,
      beatAt: workers.beatAt,
      slots: workers.slots,
      running: workers.running,
      notTaking: workers.notTaking,
      isAlive: sql<boolean>`${workers.beatAt} > clock_timestamp() - make_interval(secs => ${DEAD_AFTER_MS / 1000})`,
    })
    .from(workers)
    .where(sql`${isNull(workers.stoppedAt)} and ${workers.beatAt} > now() - make_interval(hours => ${SHOWN_FOR_HOURS})`)
    .orderBy(desc(workers.beatAt))
    .limit(50);
  return rows.map((row) => ({ ...row, beatAt: row.beatAt.toISOString() }));
}

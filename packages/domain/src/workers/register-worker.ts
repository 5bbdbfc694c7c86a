import { type Queryable, tables } from "@pumpd/db";
import { eq, sql } from "drizzle-orm";

const { workers } = tables;

export type NewWorker = { host: string; pid: number; version: string; slots: number };

/** A worker process begins its life. Answers its id. */
export async function registerWorker(db: Queryable, worker: NewWorker): Promise<string> {
  const [row] = await db.insert(workers).values(worker).returning({ id: workers.id });
  if (!row) throw new Error("the worker was not registered");
  return row.id;
}

export type WorkerBeat = {
  id: string;
  running: number;
  /** why it takes no jobs, in words; null when it does */
  notTaking: string | null;
  /** the queue's id of its pool, to unlock what it held when it is gone */
  poolId: string | null;
};

/** "I am here", also after others took it for dead. Answers whether a person wants it to take no more jobs. */
export async function beatWorker(
  db: Queryable,
  { id, running, notTaking, poolId }: WorkerBeat,
): Promise<{ isDraining: boolean }> {
  const [row] = await db
    .update(workers)
    .set({ running, notTaking, poolId, beatAt: sql`clock_timestamp()`, stoppedAt: null })
    .where(eq(workers.id, id))
    .returning({ drainRequestedAt: workers.drainRequestedAt });
  return { isDraining: row?.drainRequestedAt != null };
}

/** The portal answered a worker, so and so fast. Pages show it by age: an old answer is no good news. */
export async function notePortalAnswer(
  db: Queryable,
  { id, answerMs }: { id: string; answerMs: number },
): Promise<void> {
  await db
    .update(workers)
    .set({ portalMs: Math.round(answerMs), portalLookedAt: sql`clock_timestamp()` })
    .where(eq(workers.id, id));
}

/** Gone on purpose: nothing of it is left to look for. */
export async function stopWorker(db: Queryable, id: string): Promise<void> {
  await db
    .update(workers)
    .set({ running: 0, stoppedAt: sql`clock_timestamp()`, beatAt: sql`clock_timestamp()` })
    .where(eq(workers.id, id));
}

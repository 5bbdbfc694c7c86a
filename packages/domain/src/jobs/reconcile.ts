import {
  type Database,
  listWakeUps,
  makeScope,
  type QueueRow,
  removeSpentWakeUps,
  removeWakeUp,
  type ScopedTx,
  tables,
  unlockDeadPools,
  wakeUpKey,
  withScope,
} from "@pumpd/db";
import { failure } from "@pumpd/model";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { endTimedHolds } from "../holds/look-at-held-hosts.ts";
import { DEAD_AFTER_MS } from "../workers/list-workers.ts";
import { addEvent } from "./add-event.ts";
import { bySystem } from "./by-system.ts";
import { endAttempt, failureColumns } from "./end-attempt.ts";
import type { JobRegistry } from "./job-registry.ts";
import { transitionJob } from "./transition.ts";
import { wakeJob } from "./wake.ts";

const { attempts, jobs, workers } = tables;

export type ReconcileOptions = {
  registry: JobRegistry;
  /** milliseconds without a beat before a worker's pool is taken for dead */
  deadAfterMs?: number;
  /** 0 to 1 */
  random: () => number;
};

/** How often each thing had to be repaired; anything but zero is worth an alert. */
export type Repairs = {
  /** attempts whose lease ran out */
  lost: number;
  /** running jobs that nobody ran */
  orphaned: number;
  /** pending jobs with neither a wake-up nor something to wait for */
  rewoken: number;
  /** wake-ups that no pending job waits for, or that can never be picked again */
  removed: number;
  /** dead workers whose locks were taken away */
  pools: number;
};

/** Any constant number: one reconciler at a time in the whole system. */
const RECONCILE_LOCK = 7_316_244_802;

/**
 * Makes tables and queue agree again. Runs everywhere and works in one place at a time; undefined means somebody else is
 * at it. Each repair is a line of the job's history.
 */
export async function reconcile(db: Database, options: ReconcileOptions): Promise<Repairs | undefined> {
  return db.transaction(async (lock) => {
    const [row] = await lock.execute<{ is_mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${RECONCILE_LOCK}) as is_mine`,
    );
    if (!row?.is_mine) return undefined;
    const lost = await endLostAttempts(db, options);
    const orphaned = await reviewOrphans(db);
    const pools = await unlockPools(db, options.deadAfterMs ?? DEAD_AFTER_MS);
    await endTimedHolds(db);
    const { rewoken, removed } = await matchWakeUps(db);
    return { lost, orphaned, rewoken, removed, pools };
  });
}

async function endLostAttempts(db: Database, { registry, random }: ReconcileOptions): Promise<number> {
  const over = await db
    .select({
      organisationId: attempts.organisationId,
      jobId: attempts.jobId,
      attempt: attempts.number,
      epoch: attempts.epoch,
      type: jobs.type,
    })
    .from(attempts)
    .innerJoin(jobs, eq(jobs.id, attempts.jobId))
    .where(and(eq(attempts.status, "running"), sql`${attempts.leaseUntil} < clock_timestamp()`))
    .limit(500);
  let count = 0;
  for (const { organisationId, type, ...lost } of over) {
    const ended = await withScope(db, makeScope(organisationId), (tx) =>
      endAttempt(tx, {
        ...lost,
        ending: { kind: "lost" },
        by: bySystem("reconcile"),
        definition: registry.find(type),
        random: random(),
      }),
    );
    if (ended.isOurs) count += 1;
  }
  return count;
}

/** Running without a running attempt: only by hand or by a restored backup. Nobody knows what it did. */
async function reviewOrphans(db: Database): Promise<number> {
  const orphans = await db
    .select({ id: jobs.id, organisationId: jobs.organisationId })
    .from(jobs)
    .where(
      and(
        eq(jobs.status, "running"),
        sql`not exists (select from ${attempts} a where a.job_id = ${sql.raw('"jobs"."id"')} and a.status = 'running')`,
      ),
    )
    .limit(500);
  for (const { id, organisationId } of orphans)
    await withScope(db, makeScope(organisationId), (tx) =>
      transitionJob(tx, {
        jobId: id,
        from: "running",
        to: "needs_review",
        by: bySystem("reconcile"),
        reason: "No attempt belongs to it",
        set: failureColumns(failure("POISON")),
      }),
    );
  return orphans.length;
}

async function unlockPools(db: Database, deadAfterMs: number): Promise<number> {
  const dead = await db
    .update(workers)
    .set({ stoppedAt: sql`clock_timestamp()` })
    .where(
      and(
        isNull(workers.stoppedAt),
        sql`${workers.beatAt} < clock_timestamp() - make_interval(secs => ${deadAfterMs / 1000})`,
      ),
    )
    .returning({ poolId: workers.poolId });
  const living = await db
    .select({ poolId: workers.poolId })
    .from(workers)
    .where(and(isNull(workers.stoppedAt), sql`${workers.poolId} is not null`));
  const live = new Set(living.map(({ poolId }) => poolId));
  const locked = (await listWakeUps(db)).filter((row) => row.lockedBy && row.lockedForMs > deadAfterMs);
  // A pool that no living worker owns up to: it was killed, perhaps before it could say its name. A young lock may be a
  // worker's that has just begun.
  const gone = [...new Set(locked.flatMap(({ lockedBy }) => (lockedBy && !live.has(lockedBy) ? [lockedBy] : [])))];
  gone.push(...dead.flatMap(({ poolId }) => (poolId && !gone.includes(poolId) ? [poolId] : [])));
  if (gone.length > 0) await unlockDeadPools(db, gone);
  return gone.length;
}

async function matchWakeUps(db: Database): Promise<{ rewoken: number; removed: number }> {
  // Jobs first: a wake-up that is written in between is then seen, and a job that is written in between has its own.
  const waiting = await listWaiting(db);
  const wakeUps = await listWakeUps(db);
  const spent = wakeUps.filter((row) => !row.lockedBy && row.attempts >= row.maxAttempts);
  await removeSpentWakeUps(
    db,
    spent.map((row) => row.id),
  );
  const alive = new Set(wakeUps.filter((row) => !spent.includes(row)).map((row) => row.key));
  let rewoken = 0;
  for (const job of waiting) {
    if (job.isBlocked || alive.has(wakeUpKey({ jobId: job.id, attempt: job.attempt }))) continue;
    rewoken += await withScope(db, makeScope(job.organisationId), (tx) => rewake(tx, job));
  }
  const stray = await findStray(db, wakeUps);
  for (const key of stray) await removeWakeUp(db, key);
  return { rewoken, removed: stray.length + spent.length };
}

type Waiting = { id: string; organisationId: string; attempt: number; isBlocked: boolean };

async function listWaiting(db: Database): Promise<Waiting[]> {
  const rows = await db.execute<{ id: string; organisation_id: string; attempt: number; is_blocked: boolean }>(sql`
    select j.id, j.organisation_id, j.attempt,
      (j.wait_kind in ('account_busy', 'restaurant_busy') and exists (select from jobs other where other.status = 'running'
        and (other.restaurant_id = j.restaurant_id or other.account_id = j.account_id)))
      or (j.wait_kind = 'held' and exists (select from holds h where h.id::text = j.wait_for and h.released_at is null)) is true as is_blocked
    from jobs j where j.status = 'pending'`);
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    attempt: row.attempt,
    isBlocked: row.is_blocked,
  }));
}

async function rewake(tx: ScopedTx, job: Waiting): Promise<number> {
  if (!(await wakeJob(tx, job.id))) return 0;
  await addEvent(tx, {
    jobId: job.id,
    attempt: job.attempt,
    kind: "repaired",
    by: bySystem("reconcile"),
    reason: "It had no wake-up",
  });
  return 1;
}

/** Wake-ups of ours, not locked, whose job does not wait for that attempt. */
async function findStray(db: Database, wakeUps: readonly QueueRow[]): Promise<{ jobId: string; attempt: number }[]> {
  const keys = wakeUps.filter((row) => !row.lockedBy).flatMap(({ key }) => parseKey(key));
  if (keys.length === 0) return [];
  const found = await db
    .select({ id: jobs.id, attempt: jobs.attempt })
    .from(jobs)
    .where(and(eq(jobs.status, "pending"), inArray(jobs.id, [...new Set(keys.map(({ jobId }) => jobId))])));
  const wanted = new Set(found.map(({ id, attempt }) => wakeUpKey({ jobId: id, attempt })));
  return keys.filter((key) => !wanted.has(wakeUpKey(key)));
}

function parseKey(key: string | null): { jobId: string; attempt: number }[] {
  const [, jobId, attempt] = /^job:([0-9a-f-]{36}):(\d+)$/.exec(key ?? "") ?? [];
  return jobId && attempt ? [{ jobId, attempt: Number(attempt) }] : [];
}

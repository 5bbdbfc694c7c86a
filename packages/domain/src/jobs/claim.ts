import type { Inspection } from "@pumpd/automations/define";
import type { Database, OrgScope, Queryable, ScopedTx } from "@pumpd/db";
import { addAlarm, tables, withFoundScope } from "@pumpd/db";
import type { AttemptTrigger, JobMode, WaitKind } from "@pumpd/model";
import { and, type Column, eq, exists, gt, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { By } from "../by.ts";
import { HOST_PACE, type HostPace, hostSlot } from "../holds/host-slot.ts";
import { openHold } from "../holds/open-hold.ts";
import { addEvent } from "./add-event.ts";
import { gateBefore } from "./gate-before.ts";
import { type JobDefinition, type JobRegistry, limitsOf } from "./job-registry.ts";
import { type JobRecord, transitionParts } from "./transition.ts";
import { waitersBehind } from "./waiters-behind.ts";
import { wakeJob } from "./wake.ts";

const { jobs, jobEvents, attempts, restaurants, portalAccounts, organisations, liveWatchers } = tables;

export type ClaimRequest = {
  jobId: string;
  /** of the wake-up: a stale one claims nothing */
  attempt: number;
  workerId: string;
  by: By;
  registry: JobRegistry;
  /** milliseconds */
  leaseMs: number;
  pace?: HostPace;
};

export type ClaimedJob = {
  jobId: string;
  attemptId: string;
  shortId: string;
  type: string;
  mode: JobMode;
  attempt: number;
  epoch: number;
  trigger: AttemptTrigger;
  /** milliseconds from asking until now, on the database's clock */
  waitedMs: number;
  /** of an inspection: the job it is about */
  parentJobId: string | null;
  /** What it compares and lists. Null for a run, and for an inspection that only looks whether its job's effects are there. */
  inspection: Inspection | null;
  /** as stored: parse it with the definition before use */
  unparsedInput: Record<string, unknown>;
  definition: JobDefinition;
  restaurant: { id: string; name: string; country: string; timezone: string };
  /** sealed: only the worker's key opens it, and only for this run */
  account: {
    id: string;
    login: string;
    version: number;
    keyId: string | null;
    sealedPassword: Uint8Array | null;
  } | null;
  adminUrl: string;
  /** somebody looks at its live picture already */
  isWatched: boolean;
};

export type Claim =
  | { kind: "claimed"; scope: OrgScope; job: ClaimedJob }
  /** stays pending and says why on its row */
  | { kind: "waits"; waitKind: WaitKind; waitFor: string | null }
  /** its portal's host had a start just now: ask again then, nothing was written */
  | { kind: "soon"; waitMs: number }
  /** its time has come: it stands in the line now and is woken in its turn */
  | { kind: "lined_up" }
  /** not pending, another attempt's turn, or no such job: nothing to do */
  | { kind: "gone" }
  /** this worker is too old for it: stays pending for another one */
  | { kind: "not_for_us"; why: "unknown_type" | "newer_version" };

/** A worker that is too old looks away for this long, so that a newer one can take the job. */
const STEP_ASIDE_MS = 15_000;
/** A slot at the host that is so near is waited for in hand; a page need not hear of it. */
const SOON_MS = 2_000;

/**
 * Takes a job for one attempt, or says why not, in one transaction of three statements: the account's, the restaurant's
 * and the job's row are locked in that order (finish takes the same locks, so no wake-up falls between), then holds and
 * the gate are looked at, then it starts.
 */
export async function claimJob(db: Database, request: ClaimRequest): Promise<Claim> {
  const claim = await withFoundScope(
    db,
    (outside, enter) => enterJob(outside, request, enter),
    (tx, asked) => claimInside(tx, request, asked),
  );
  return claim ?? { kind: "gone" };
}

type DueJob = JobRecord & { isDue: boolean };

const isTurnOf = ({ jobId, attempt }: ClaimRequest) =>
  and(eq(jobs.id, jobId), eq(jobs.status, "pending"), eq(jobs.attempt, attempt));

/** Outside of every organisation on purpose: the wake-up names a job, and only its row knows whose it is. */
async function enterJob(outside: Queryable, request: ClaimRequest, enter: (organisationId: Column) => SQL) {
  const gate = gateBefore(outside, isTurnOf(request));
  const [row] = await outside
    .with(...gate.parts)
    .select({ job: jobs, adminUrl: organisations.adminUrl, entered: enter(jobs.organisationId) })
    .from(jobs)
    .innerJoin(organisations, eq(organisations.id, jobs.organisationId))
    .where(and(isTurnOf(request), gate.isReached))
    .for("no key update", { of: jobs });
  return row && { organisationId: row.job.organisationId, job: row.job, host: new URL(row.adminUrl).host };
}

type Asked = { job: JobRecord; host: string };

async function claimInside(tx: ScopedTx, request: ClaimRequest, asked: Asked): Promise<Claim> {
  const definition = request.registry.find(asked.job.type);
  if (!definition || definition.version < asked.job.definitionVersion) return stepAside(tx, request, asked.job);

  const seen = await lookUnderLock(tx, asked);
  const { job, hold, inTheWay } = seen;
  // Of a held job it only says when somebody looks again; the hold itself decides.
  if (job.runAt && !job.isDue && job.waitKind !== "held") {
    await wakeJob(tx, job.id);
    return { kind: "waits", waitKind: job.waitKind ?? "retry", waitFor: job.waitFor };
  }
  if (job.runAt && job.waitKind !== "held") return lineUp(tx, job);
  if (hold) return wait(tx, job, { waitKind: "held", waitFor: hold.id, until: hold.until });
  if (inTheWay) {
    const isAccount = job.accountId !== null && inTheWay.accountId === job.accountId;
    return wait(tx, job, { waitKind: isAccount ? "account_busy" : "restaurant_busy", waitFor: inTheWay.shortId });
  }
  return start(tx, { request, definition, seen, host: asked.host });
}

/** All that decides whether it may start, and what a start needs, in one statement. */
async function lookUnderLock(tx: ScopedTx, { job: asked, host }: Asked) {
  const { accountId, type: jobType, parentReason } = asked;
  const hold = openHold(tx, { accountId, host, jobType, isCanary: parentReason === "canary_of" }).as("hold");
  const inTheWay = runningNeighbour(tx, asked).as("in_the_way");
  const [row] = await tx
    .select({
      job: jobs,
      isDue: sql<boolean>`coalesce(${jobs.runAt} <= clock_timestamp(), true)`,
      adminUrl: organisations.adminUrl,
      restaurant: {
        id: restaurants.id,
        name: restaurants.name,
        country: restaurants.country,
        timezone: restaurants.timezone,
      },
      account: {
        id: portalAccounts.id,
        login: portalAccounts.login,
        version: portalAccounts.version,
        keyId: portalAccounts.keyId,
        sealedPassword: portalAccounts.sealedPassword,
      },
      hold: { id: hold.id, until: hold.until },
      inTheWay: { shortId: inTheWay.shortId, accountId: inTheWay.accountId },
      hasWaiters: exists(waitersBehind(tx, asked)).mapWith(Boolean),
      isWatched: exists(
        tx
          .select({ one: sql`1` })
          .from(liveWatchers)
          .where(and(eq(liveWatchers.jobId, asked.id), gt(liveWatchers.until, sql`now()`))),
      ).mapWith(Boolean),
    })
    .from(jobs)
    .innerJoin(restaurants, eq(restaurants.id, jobs.restaurantId))
    .innerJoin(organisations, eq(organisations.id, jobs.organisationId))
    .leftJoin(portalAccounts, eq(portalAccounts.id, jobs.accountId))
    .leftJoin(hold, sql`true`)
    .leftJoin(inTheWay, sql`true`)
    .where(eq(jobs.id, asked.id));
  if (!row) throw new Error(`job ${asked.id} went away under its lock`);
  return { ...row, job: { ...row.job, isDue: row.isDue } };
}

type Seen = Awaited<ReturnType<typeof lookUnderLock>>;

async function stepAside(tx: ScopedTx, request: ClaimRequest, job: JobRecord): Promise<Claim> {
  const why = request.registry.find(job.type) ? "newer_version" : "unknown_type";
  const { id: jobId, attempt, type } = job;
  await addAlarm(tx, { jobId, attempt, type, runAt: new Date(Date.now() + STEP_ASIDE_MS) });
  const said = await tx
    .select({ id: jobEvents.id })
    .from(jobEvents)
    .where(
      and(
        eq(jobEvents.jobId, job.id),
        eq(jobEvents.attempt, job.attempt),
        eq(jobEvents.kind, "waiting_for_newer_worker"),
      ),
    )
    .limit(1);
  if (said.length === 0)
    await addEvent(tx, {
      jobId: job.id,
      attempt: job.attempt,
      kind: "waiting_for_newer_worker",
      by: request.by,
      reason: why,
    });
  return { kind: "not_for_us", why };
}

type Wait = { waitKind: WaitKind; waitFor: string; until?: Date | null };

async function wait(tx: ScopedTx, job: DueJob, { waitKind, waitFor, until = null }: Wait): Promise<Claim> {
  if (job.waitKind !== waitKind || job.waitFor !== waitFor || until)
    await tx
      .update(jobs)
      .set({ waitKind, waitFor, runAt: until, updatedAt: sql`clock_timestamp()` })
      .where(and(eq(jobs.id, job.id), eq(jobs.status, "pending")));
  // Whatever it waits for wakes it: the end of the other job, or of the hold.
  return { kind: "waits", waitKind, waitFor };
}

async function waitForSlot(
  tx: ScopedTx,
  job: DueJob,
  { host, waitMs }: { host: string; waitMs: number },
): Promise<Claim> {
  if (waitMs <= SOON_MS) return { kind: "soon", waitMs };
  const claim = await wait(tx, job, { waitKind: "spacing", waitFor: host, until: new Date(Date.now() + waitMs) });
  await wakeJob(tx, job.id);
  return claim;
}

/** An alarm clock has rung. It brings no right to start before others: that is the line's to say. */
async function lineUp(tx: ScopedTx, job: DueJob): Promise<Claim> {
  await tx
    .update(jobs)
    .set({ runAt: null })
    .where(and(eq(jobs.id, job.id), eq(jobs.status, "pending")));
  await wakeJob(tx, job.id);
  return { kind: "lined_up" };
}

/** A job that runs at the same restaurant or with the same account. */
function runningNeighbour(tx: ScopedTx, { id, restaurantId, accountId }: JobRecord) {
  const other = alias(jobs, "other");
  return tx
    .select({ shortId: other.shortId, accountId: other.accountId })
    .from(other)
    .where(
      and(
        eq(other.status, "running"),
        ne(other.id, id),
        or(eq(other.restaurantId, restaurantId), accountId ? eq(other.accountId, accountId) : undefined),
      ),
    )
    .limit(1);
}

type Start = { request: ClaimRequest; definition: JobDefinition; seen: Seen; host: string };

async function start(tx: ScopedTx, { request, definition, seen, host }: Start): Promise<Claim> {
  const { job, adminUrl, restaurant, account, isWatched } = seen;
  const epoch = job.leaseEpoch + 1;
  const slot = hostSlot(tx, { host, jobId: job.id, pace: request.pace ?? HOST_PACE });
  const { parts } = transitionParts(tx, {
    jobId: job.id,
    from: "pending",
    to: "running",
    onlyIf: sql`(select wait_ms from slot) = 0`,
    by: request.by,
    data: { trigger: job.trigger },
    set: {
      leaseEpoch: epoch,
      startedAt: sql`coalesce(${jobs.startedAt}, clock_timestamp())`,
      runAt: null,
      waitKind: null,
      waitFor: null,
      progress: null,
      summary: null,
      // The class stays: our own bug is tried once more, and only the class says that this is that time.
      failure: null,
      failureCode: null,
    },
  });
  const begun = tx.$with("begun", { id: attempts.id, startedAt: attempts.startedAt }).as(sql`
    insert into attempts (organisation_id, job_id, number, trigger, epoch, worker_id, definition_version, limits,
      lease_until, beat_at, progress_at, started_at, is_probing)
    select organisation_id, id, attempt, trigger, lease_epoch, ${request.workerId}::uuid, ${definition.version}::int,
      ${JSON.stringify(limitsOf(definition, job.input))}::jsonb,
      clock_timestamp() + make_interval(secs => ${request.leaseMs / 1000}),
      clock_timestamp(), clock_timestamp(), clock_timestamp(),
      exists (select from effects where job_id = moved.id and state in ('sent', 'unknown'))
    from moved
    returning id, started_at`);
  // One statement, because everybody else at this host waits for its row until this is committed.
  const [taken] = await tx
    .with(slot, ...parts, begun)
    .select({ waitMs: slot.waitMs, attemptId: begun.id, startedAt: begun.startedAt })
    .from(slot)
    .leftJoin(begun, sql`true`);
  if (!taken) throw new Error("the host's row said nothing");
  if (taken.waitMs > 0) return waitForSlot(tx, job, { host, waitMs: taken.waitMs });
  const { attemptId, startedAt } = taken;
  if (!attemptId || !startedAt) throw new Error(`job ${job.id} moved under its lock`);
  if (seen.hasWaiters) await pointWaitersHere(tx, job);
  return {
    kind: "claimed",
    scope: tx.scope,
    job: {
      jobId: job.id,
      attemptId,
      shortId: job.shortId,
      type: job.type,
      mode: job.mode,
      attempt: job.attempt,
      epoch,
      trigger: job.trigger,
      waitedMs: startedAt.getTime() - job.createdAt.getTime(),
      parentJobId: job.parentJobId,
      inspection: comparisonOf(job),
      unparsedInput: job.input,
      definition,
      isWatched,
      adminUrl,
      restaurant,
      account,
    },
  };
}

function comparisonOf({ mode, parentReason }: JobRecord): Inspection | null {
  if (mode !== "inspect" || parentReason === "inspection_of") return null;
  if (parentReason === "canary_of") return "canary";
  return parentReason === "drift_of" ? "drift" : "plan";
}

/** Who waited for the one before us now waits for us; a page must not name a job that ended. */
async function pointWaitersHere(tx: ScopedTx, job: JobRecord): Promise<void> {
  await tx
    .update(jobs)
    .set({ waitFor: job.shortId, updatedAt: sql`clock_timestamp()` })
    .where(inArray(jobs.id, waitersBehind(tx, job)));
}

import type { Inspection } from "@pumpd/automations/define";
import type { Database, OrgScope, ScopedTx } from "@pumpd/db";
import { addAlarm, makeScope, tables, withScope } from "@pumpd/db";
import type { AttemptTrigger, JobMode, WaitKind } from "@pumpd/model";
import { and, eq, exists, inArray, ne, or, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import { findHold } from "../holds/find-hold.ts";
import { HOST_PACE, type HostPace, takeHostSlot } from "../holds/host-slot.ts";
import { addEvent } from "./add-event.ts";
import { type JobDefinition, type JobRegistry, limitsOf } from "./job-registry.ts";
import { lockGate } from "./lock-gate.ts";
import { type JobRecord, transitionJob } from "./transition.ts";
import { wakeJob } from "./wake.ts";

const { jobs, jobEvents, attempts, effects, restaurants, portalAccounts, organisations } = tables;

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
 * Takes a job for one attempt, or says why not, in one transaction: the account's and the restaurant's row are locked in
 * that order (finish takes the same locks, so no wake-up falls between), then holds and the gate are looked at.
 */
export async function claimJob(db: Database, request: ClaimRequest): Promise<Claim> {
  // Outside of every organisation on purpose: the wake-up names a job, and only its row knows whose it is.
  const [owner] = await db.select({ organisationId: jobs.organisationId }).from(jobs).where(eq(jobs.id, request.jobId));
  if (!owner) return { kind: "gone" };
  const scope = makeScope(owner.organisationId);
  return withScope(db, scope, (tx) => claimInside(tx, request));
}

async function claimInside(tx: ScopedTx, request: ClaimRequest): Promise<Claim> {
  const asked = await findDue(tx, request);
  if (!asked) return { kind: "gone" };
  const definition = request.registry.find(asked.type);
  if (!definition || definition.version < asked.definitionVersion) return stepAside(tx, request, asked);

  await lockGate(tx, asked);
  // Again under the locks: another worker may have had the same wake-up.
  const job = await findDue(tx, request);
  if (!job) return { kind: "gone" };
  // Of a held job it only says when somebody looks again; the hold itself decides.
  if (job.runAt && !job.isDue && job.waitKind !== "held") {
    await wakeJob(tx, job.id);
    return { kind: "waits", waitKind: job.waitKind ?? "retry", waitFor: job.waitFor };
  }
  if (job.runAt && job.waitKind !== "held") return lineUp(tx, job);
  const [where, inTheWay] = await Promise.all([readSurroundings(tx, job), findRunningNeighbour(tx, job)]);
  const { host } = new URL(where.adminUrl);
  const hold = await findHold(tx, {
    accountId: job.accountId,
    host,
    jobType: job.type,
    isCanary: job.parentReason === "canary_of",
  });
  if (hold) return wait(tx, job, { waitKind: "held", waitFor: hold.id, until: hold.until });
  if (inTheWay) {
    const isAccount = job.accountId !== null && inTheWay.accountId === job.accountId;
    return wait(tx, job, { waitKind: isAccount ? "account_busy" : "restaurant_busy", waitFor: inTheWay.shortId });
  }
  const slot = await takeHostSlot(tx, { host, jobId: job.id, pace: request.pace ?? HOST_PACE });
  if (slot.kind === "wait") return waitForSlot(tx, job, { host, waitMs: slot.waitMs });
  return start(tx, { request, job, definition, where });
}

type DueJob = JobRecord & { isDue: boolean };

async function findDue(tx: ScopedTx, { jobId, attempt }: ClaimRequest): Promise<DueJob | undefined> {
  const [row] = await tx
    .select({ job: jobs, isDue: sql<boolean>`coalesce(${jobs.runAt} <= clock_timestamp(), true)` })
    .from(jobs)
    .where(and(eq(jobs.id, jobId), eq(jobs.status, "pending"), eq(jobs.attempt, attempt)));
  return row && { ...row.job, isDue: row.isDue };
}

async function stepAside(tx: ScopedTx, request: ClaimRequest, job: DueJob): Promise<Claim> {
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

async function findRunningNeighbour(tx: ScopedTx, job: DueJob) {
  const [other] = await tx
    .select({ shortId: jobs.shortId, accountId: jobs.accountId })
    .from(jobs)
    .where(
      and(
        eq(jobs.status, "running"),
        ne(jobs.id, job.id),
        or(eq(jobs.restaurantId, job.restaurantId), job.accountId ? eq(jobs.accountId, job.accountId) : undefined),
      ),
    )
    .limit(1);
  return other;
}

type Surroundings = { adminUrl: string; restaurant: ClaimedJob["restaurant"]; account: ClaimedJob["account"] };

async function readSurroundings(tx: ScopedTx, job: DueJob): Promise<Surroundings> {
  const [row] = await tx
    .select({
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
    })
    .from(restaurants)
    .innerJoin(organisations, eq(organisations.id, restaurants.organisationId))
    .leftJoin(portalAccounts, job.accountId ? eq(portalAccounts.id, job.accountId) : sql`false`)
    .where(eq(restaurants.id, job.restaurantId));
  if (!row) throw new Error(`job ${job.id} has no restaurant`);
  return row;
}

type Start = { request: ClaimRequest; job: DueJob; definition: JobDefinition; where: Surroundings };

async function start(tx: ScopedTx, { request, job, definition, where }: Start): Promise<Claim> {
  const epoch = job.leaseEpoch + 1;
  const now = sql`clock_timestamp()`;
  const moved = await transitionJob(tx, {
    jobId: job.id,
    from: "pending",
    to: "running",
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
  if (!moved) return { kind: "gone" };
  const undecided = tx
    .select({ id: effects.id })
    .from(effects)
    .where(and(eq(effects.jobId, job.id), inArray(effects.state, ["sent", "unknown"])));
  const inserted = tx
    .insert(attempts)
    .values({
      organisationId: tx.scope.organisationId,
      jobId: job.id,
      number: job.attempt,
      trigger: job.trigger,
      epoch,
      workerId: request.workerId,
      definitionVersion: definition.version,
      limits: limitsOf(definition, job.input),
      leaseUntil: sql`clock_timestamp() + make_interval(secs => ${request.leaseMs / 1000})`,
      beatAt: now,
      progressAt: now,
      startedAt: now,
      isProbing: exists(undecided),
    })
    .returning({ id: attempts.id, startedAt: attempts.startedAt });
  const [[attempt]] = await Promise.all([inserted, pointWaitersHere(tx, moved)]);
  if (!attempt) throw new Error("the attempt was not written");
  return {
    kind: "claimed",
    scope: tx.scope,
    job: {
      jobId: job.id,
      attemptId: attempt.id,
      shortId: job.shortId,
      type: job.type,
      mode: job.mode,
      attempt: job.attempt,
      epoch,
      trigger: job.trigger,
      waitedMs: attempt.startedAt.getTime() - job.createdAt.getTime(),
      parentJobId: job.parentJobId,
      inspection: comparisonOf(job),
      unparsedInput: job.input,
      definition,
      ...where,
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
    .where(
      and(
        eq(jobs.status, "pending"),
        inArray(jobs.waitKind, ["account_busy", "restaurant_busy"]),
        or(eq(jobs.restaurantId, job.restaurantId), job.accountId ? eq(jobs.accountId, job.accountId) : undefined),
      ),
    );
}

import { type ScopedTx, tables } from "@pumpd/db";
import { type EffectState, FAILURES, type Failure, type JobStatus, type StepStatus } from "@pumpd/model";
import { and, eq, exists, isNotNull, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import { holdAccount } from "../holds/hold-account.ts";
import { doubtsOf, learnFromEnding } from "../holds/learn-from-ending.ts";
import type { PlacedHold } from "../holds/place-hold.ts";
import { applyMilestone } from "./apply-milestone.ts";
import { type AttemptEnding, decideEnding, type EndingDecision } from "./decide-ending.ts";
import { gateBefore } from "./gate-before.ts";
import type { JobDefinition } from "./job-registry.ts";
import { moveInspectedJob } from "./move-inspected-job.ts";
import { type JobRecord, type Transition, transitionJob } from "./transition.ts";
import { waitersBehind } from "./waiters-behind.ts";
import { wakeJob } from "./wake.ts";
import { wakeNext } from "./wake-next.ts";

const { jobs, attempts, effects, jobSteps, portalAccounts, livePictures, organisations } = tables;

export type BrowserFacts = { killed: boolean; killReason: string | null; overdueMs: number; peakMemoryBytes: number };

export type AttemptEnd = {
  jobId: string;
  attempt: number;
  epoch: number;
  ending: AttemptEnding;
  browser?: BrowserFacts;
  by: By;
  /** undefined when this process no longer knows the type */
  definition: JobDefinition | undefined;
  /** 0 to 1, for the jitter */
  random: number;
};

export type AttemptEnded = {
  /** false: another one has ended it, or it belongs to another worker by now. Nothing was written. */
  isOurs: boolean;
  status: JobStatus | null;
};

/**
 * The end of an attempt, whoever sees it (finish, reconcile): closes the attempt, moves the job, applies facts, plans
 * the next attempt or wakes the next waiting job. All of it or nothing; a second call changes nothing.
 */
export async function endAttempt(tx: ScopedTx, end: AttemptEnd): Promise<AttemptEnded> {
  await lockJob(tx, end.jobId);
  const seen = await lookUnderLock(tx, end);
  if (!seen) return { isOurs: false, status: null };
  const { job, ledger, running } = seen;
  if (!running || job.status !== "running" || job.leaseEpoch !== end.epoch || job.attempt !== end.attempt)
    return { isOurs: false, status: job.status };

  if (ledger.some(({ state, isSent }) => state === "intended" && isSent)) await rememberSent(tx, job.id);
  const decision = decideEnding({
    ending: end.ending,
    triesUsed: job.triesUsed,
    maxTries: job.maxTries,
    lostInARow: job.lostInARow,
    isCancelRequested: job.cancelRequestedAt !== null,
    lastFailureClass: job.failureClass,
    effects: ledger.map(({ state, isSent }) => (state === "intended" && isSent ? "sent" : state)),
    unknown: end.definition?.words.unknown ?? { button: "the button", thing: "the change" },
    random: end.random,
  });
  const hold = await learnFromEnding(tx, {
    job,
    reason: decision.attempt.failure,
    isSuccess: decision.to === "completed",
    host: new URL(seen.adminUrl).host,
    doubts: seen,
    by: end.by,
  });
  const moved = await moveJob(tx, { end, decision, seen, running, hold });
  await holdRefusedAccount(tx, { job, decision, by: end.by });
  if (decision.to === "completed" && decision.outcome === "success" && job.mode === "run" && end.definition)
    await applyMilestone(tx, { job, facts: end.definition.milestone(decision.result), summary: decision.summary });
  if (job.mode === "inspect" && job.parentJobId && job.parentReason !== "canary_of" && decision.to !== "pending")
    await moveInspectedJob(tx, { inspection: moved, decision, definition: end.definition });
  if (seen.hasPicture) await tx.delete(livePictures).where(eq(livePictures.jobId, job.id));
  if (moved.status === "pending" && moved.waitKind !== "held") await wakeJob(tx, job.id);
  if (seen.hasWaiters) await wakeNext(tx, job);
  return { isOurs: true, status: moved.status };
}

async function lockJob(tx: ScopedTx, jobId: string): Promise<void> {
  const isIt = eq(jobs.id, jobId);
  const gate = gateBefore(tx, isIt);
  await tx
    .with(...gate.parts)
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(isIt, gate.isReached))
    .for("no key update");
}

/** All that the decision needs, and whether there is anything to tidy: mostly there is not. One statement. */
async function lookUnderLock(tx: ScopedTx, { jobId, attempt, epoch }: AttemptEnd) {
  const openSteps = tx
    .select({ key: jobSteps.key })
    .from(jobSteps)
    .where(and(eq(jobSteps.jobId, jobId), eq(jobSteps.attempt, attempt), eq(jobSteps.status, "running")));
  const pictures = tx.select({ jobId: livePictures.jobId }).from(livePictures).where(eq(livePictures.jobId, jobId));
  const [row] = await tx
    .select({
      job: jobs,
      adminUrl: organisations.adminUrl,
      running: {
        id: attempts.id,
        leaseUntil: attempts.leaseUntil,
        runMs: sql<number>`(extract(epoch from clock_timestamp() - ${attempts.startedAt}) * 1000)::int`,
      },
      ledger: sql<{ state: EffectState; isSent: boolean }[]>`(
        select coalesce(json_agg(json_build_object('state', state, 'isSent', sent_at is not null)), '[]')
        from effects where job_id = ${jobs.id})`,
      ...doubtsOf(tx, { jobId, type: jobs.type }),
      hasOpenStep: exists(openSteps).mapWith(Boolean),
      hasPicture: exists(pictures).mapWith(Boolean),
      hasWaiters: exists(waitersBehind(tx, jobs)).mapWith(Boolean),
    })
    .from(jobs)
    .innerJoin(organisations, eq(organisations.id, jobs.organisationId))
    .leftJoin(
      attempts,
      and(
        eq(attempts.jobId, jobs.id),
        eq(attempts.number, attempt),
        eq(attempts.epoch, epoch),
        eq(attempts.status, "running"),
      ),
    )
    .where(eq(jobs.id, jobId));
  return row;
}

type Seen = NonNullable<Awaited<ReturnType<typeof lookUnderLock>>>;
type Running = NonNullable<Seen["running"]>;

/** What was meant a second time and not sent again has been sent all the same: undecided, not untouched. */
async function rememberSent(tx: ScopedTx, jobId: string): Promise<void> {
  await tx
    .update(effects)
    .set({ state: "sent" })
    .where(and(eq(effects.jobId, jobId), eq(effects.state, "intended"), isNotNull(effects.sentAt)));
}

function closeAttempt(tx: ScopedTx, { end: { ending, browser }, decision, running }: Move) {
  return tx
    .update(attempts)
    .set({
      status: decision.attempt.status,
      isCharged: decision.attempt.isCharged,
      failure: decision.attempt.failure,
      endedAt: sql`clock_timestamp()`,
      isProbing: false,
      stack: ending.kind === "failed" ? (ending.stack ?? null) : null,
      ...(browser && {
        isKilled: browser.killed,
        killReason: browser.killReason,
        overdueMs: Math.round(browser.overdueMs),
        peakMemoryBytes: Math.round(browser.peakMemoryBytes),
      }),
    })
    .where(eq(attempts.id, running.id));
}

function closeSteps(tx: ScopedTx, { jobId, attempt, ending }: AttemptEnd) {
  return tx
    .update(jobSteps)
    .set({ status: LEFT_STEP[ending.kind], endedAt: sql`clock_timestamp()` })
    .where(and(eq(jobSteps.jobId, jobId), eq(jobSteps.attempt, attempt), eq(jobSteps.status, "running")));
}

/** A step that nobody ended: its flow went away, or was stopped in it. */
const LEFT_STEP: Record<AttemptEnding["kind"], StepStatus> = {
  finished: "done",
  failed: "failed",
  stopped: "stopped",
  lost: "stopped",
};

type Move = {
  end: AttemptEnd;
  decision: EndingDecision;
  seen: Seen;
  running: Running;
  /** what its own failure put between it and the next try */
  hold: PlacedHold | undefined;
};

/** The job, the attempt with what it left open, and what it learned of its account: one statement. */
async function moveJob(tx: ScopedTx, move: Move): Promise<JobRecord> {
  const { end, decision, seen, running, hold } = move;
  const { job, ledger } = seen;
  const reason = "failure" in decision ? decision.failure : null;
  const also = [closeAttempt(tx, move), seen.hasOpenStep && closeSteps(tx, end), tellAccount(tx, { job, decision })];
  const transition: Transition = {
    jobId: job.id,
    from: "running",
    to: decision.to,
    by: end.by,
    epoch: end.epoch,
    reason: reason?.code ?? (end.ending.kind === "stopped" ? `stopped by ${end.ending.by}` : undefined),
    data: { attempt: decision.attempt.status, isCharged: decision.attempt.isCharged },
    set: {
      sentCount: ledger.filter(({ state, isSent }) => isSent && state !== "refused").length,
      seenCount: ledger.filter(({ state }) => state === "observed").length,
      ...failureColumns(reason),
      triesUsed: decision.triesUsed,
      lostInARow: decision.lostInARow,
      runMs: sql`${jobs.runMs} + ${running.runMs}`,
      cancelRequestedAt: decision.to === "cancelled" ? job.cancelRequestedAt : null,
      cancelRequestedBy: decision.to === "cancelled" ? job.cancelRequestedBy : null,
      // A look that failed has changed nothing, so there is nothing for a person to settle.
      ...(job.mode === "inspect" &&
        (decision.to === "failed" || decision.to === "timeout") && {
          resolvedAt: sql`clock_timestamp()`,
          resolvedBy: end.by.name,
          resolvedHow: "dismissed" as const,
        }),
      ...(decision.to === "completed" && {
        outcome: decision.outcome,
        result: decision.result,
        summary: decision.summary,
      }),
      ...(decision.to === "pending" && {
        attempt: job.attempt + 1,
        trigger: decision.trigger,
        waitKind: decision.waitKind,
        waitFor: null,
        runAt: nextRunAt(decision, running.leaseUntil),
        // What was sent is looked for after its lease and not before: that wait comes first.
        ...(hold && !decision.isAfterLease && { waitKind: "held" as const, waitFor: hold.id, runAt: hold.until }),
      }),
    },
  };
  const moved = await transitionJob(
    tx,
    transition,
    also.filter((part) => part !== false && part !== undefined),
  );
  if (!moved) throw new Error(`job ${job.id} moved under its lock`);
  return moved;
}

export function failureColumns(reason: Failure | null) {
  return { failure: reason, failureCode: reason?.code ?? null, failureClass: reason && FAILURES[reason.code].class };
}

function nextRunAt(decision: Extract<EndingDecision, { to: "pending" }>, leaseUntil: Date) {
  const due = sql`clock_timestamp() + make_interval(secs => ${decision.delayMs / 1000})`;
  if (decision.isAfterLease) return sql`greatest(${due}, ${leaseUntil.toISOString()}::timestamptz)`;
  return decision.delayMs === 0 ? null : due;
}

type AccountNews = { job: JobRecord; decision: EndingDecision };

/** What this attempt learned about the account, if it learned something: it works, or the portal refuses it. */
function tellAccount(tx: ScopedTx, { job, decision }: AccountNews) {
  if (!job.accountId) return undefined;
  const reason = decision.attempt.failure;
  const now = sql`clock_timestamp()`;
  const account = tx.update(portalAccounts);
  const isIt = eq(portalAccounts.id, job.accountId);
  if (reason?.class === "credentials")
    return account.set({ state: reason.code === "WRONG_PASSWORD" ? "refused" : "locked", updatedAt: now }).where(isIt);
  if (decision.to === "completed")
    return account.set({ state: "works", lastSignedInAt: now, updatedAt: now }).where(isIt);
  return undefined;
}

/** Nobody may try a refused account again before a person did. */
async function holdRefusedAccount(tx: ScopedTx, { job, decision, by }: AccountNews & { by: By }): Promise<void> {
  const reason = decision.attempt.failure;
  if (!job.accountId || reason?.class !== "credentials") return;
  await holdAccount(tx, { accountId: job.accountId, code: reason.code, jobId: job.id, by });
}

import { type ScopedTx, tables } from "@pumpd/db";
import { type EffectState, FAILURES, type Failure, type JobStatus, type StepStatus } from "@pumpd/model";
import { and, eq, exists, isNotNull, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import { holdAccount } from "../holds/hold-account.ts";
import { doubtsOf, learnFromEnding } from "../holds/learn-from-ending.ts";
import type { PlacedHold } from "../holds/place-hold.ts";
import { applyMilestone } from "./apply-milestone.ts";
import { type AttemptEnding, decideEnding, type EndingDecision } from "./decide-ending.ts";
import type { JobDefinition } from "./job-registry.ts";
import { lockGate } from "./lock-gate.ts";
import { moveInspectedJob } from "./move-inspected-job.ts";
import { type JobRecord, transitionJob } from "./transition.ts";
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
  await lockGate(tx, end.jobId);
  const seen = await lookUnderLock(tx, end);
  if (!seen) return { isOurs: false, status: null };
  const { job, ledger } = seen;
  if (job.status !== "running" || job.leaseEpoch !== end.epoch || job.attempt !== end.attempt)
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
  const closed = await closeAttempt(tx, { end, decision, hasOpenStep: seen.hasOpenStep });
  if (!closed) return { isOurs: false, status: job.status };

  const hold = await learnFromEnding(tx, {
    job,
    reason: decision.attempt.failure,
    isSuccess: decision.to === "completed",
    host: new URL(seen.adminUrl).host,
    doubts: seen,
    by: end.by,
  });
  const reached = ledger.filter(({ state, isSent }) => isSent && state !== "refused");
  const moved = await moveJob(tx, {
    end,
    decision,
    leaseUntil: closed.leaseUntil,
    runMs: closed.runMs,
    job,
    hold,
    counts: {
      sentCount: reached.length,
      seenCount: ledger.filter((effect) => effect.state === "observed").length,
    },
  });
  await rememberAccount(tx, { job, decision, by: end.by });
  if (decision.to === "completed" && decision.outcome === "success" && job.mode === "run" && end.definition)
    await applyMilestone(tx, { job, facts: end.definition.milestone(decision.result), summary: decision.summary });
  if (job.mode === "inspect" && job.parentJobId && job.parentReason !== "canary_of" && decision.to !== "pending")
    await moveInspectedJob(tx, { inspection: moved, decision, definition: end.definition });
  if (seen.hasPicture) await tx.delete(livePictures).where(eq(livePictures.jobId, job.id));
  if (moved.status === "pending" && moved.waitKind !== "held") await wakeJob(tx, job.id);
  if (seen.hasWaiters) await wakeNext(tx, job);
  return { isOurs: true, status: moved.status };
}

/** All that the decision needs, and whether there is anything to tidy: mostly there is not. One statement. */
async function lookUnderLock(tx: ScopedTx, { jobId, attempt }: AttemptEnd) {
  const openSteps = tx
    .select({ key: jobSteps.key })
    .from(jobSteps)
    .where(and(eq(jobSteps.jobId, jobId), eq(jobSteps.attempt, attempt), eq(jobSteps.status, "running")));
  const pictures = tx.select({ jobId: livePictures.jobId }).from(livePictures).where(eq(livePictures.jobId, jobId));
  const [row] = await tx
    .select({
      job: jobs,
      adminUrl: organisations.adminUrl,
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
    .where(eq(jobs.id, jobId));
  return row;
}

/** What was meant a second time and not sent again has been sent all the same: undecided, not untouched. */
async function rememberSent(tx: ScopedTx, jobId: string): Promise<void> {
  await tx
    .update(effects)
    .set({ state: "sent" })
    .where(and(eq(effects.jobId, jobId), eq(effects.state, "intended"), isNotNull(effects.sentAt)));
}

type Closing = { end: AttemptEnd; decision: EndingDecision };

async function closeAttempt(tx: ScopedTx, { end, decision, hasOpenStep }: Closing & { hasOpenStep: boolean }) {
  const { ending, browser } = end;
  const [closed] = await tx
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
    .where(
      and(
        eq(attempts.jobId, end.jobId),
        eq(attempts.number, end.attempt),
        eq(attempts.epoch, end.epoch),
        eq(attempts.status, "running"),
      ),
    )
    .returning({
      leaseUntil: attempts.leaseUntil,
      runMs: sql<number>`(extract(epoch from clock_timestamp() - ${attempts.startedAt}) * 1000)::int`,
    });
  if (!closed || !hasOpenStep) return closed;
  await tx
    .update(jobSteps)
    .set({ status: LEFT_STEP[ending.kind], endedAt: sql`clock_timestamp()` })
    .where(and(eq(jobSteps.jobId, end.jobId), eq(jobSteps.attempt, end.attempt), eq(jobSteps.status, "running")));
  return closed;
}

/** A step that nobody ended: its flow went away, or was stopped in it. */
const LEFT_STEP: Record<AttemptEnding["kind"], StepStatus> = {
  finished: "done",
  failed: "failed",
  stopped: "stopped",
  lost: "stopped",
};

type Move = Closing & {
  job: JobRecord;
  /** what its own failure put between it and the next try */
  hold: PlacedHold | undefined;
  leaseUntil: Date;
  runMs: number;
  counts: { sentCount: number; seenCount: number };
};

async function moveJob(
  tx: ScopedTx,
  { end, decision, job, hold, leaseUntil, runMs, counts }: Move,
): Promise<JobRecord> {
  const reason = "failure" in decision ? decision.failure : null;
  const moved = await transitionJob(tx, {
    jobId: job.id,
    from: "running",
    to: decision.to,
    by: end.by,
    epoch: end.epoch,
    reason: reason?.code ?? (end.ending.kind === "stopped" ? `stopped by ${end.ending.by}` : undefined),
    data: { attempt: decision.attempt.status, isCharged: decision.attempt.isCharged },
    set: {
      ...counts,
      ...failureColumns(reason),
      triesUsed: decision.triesUsed,
      lostInARow: decision.lostInARow,
      runMs: sql`${jobs.runMs} + ${runMs}`,
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
        runAt: nextRunAt(decision, leaseUntil),
        // What was sent is looked for after its lease and not before: that wait comes first.
        ...(hold && !decision.isAfterLease && { waitKind: "held" as const, waitFor: hold.id, runAt: hold.until }),
      }),
    },
  });
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

type AccountNews = { job: JobRecord; decision: EndingDecision; by: By };

/** What this attempt learned about the account: it works, or nobody may try it before a person did. */
async function rememberAccount(tx: ScopedTx, { job, decision, by }: AccountNews): Promise<void> {
  if (!job.accountId) return;
  const reason = decision.attempt.failure;
  const now = sql`clock_timestamp()`;
  if (decision.to === "completed")
    await tx
      .update(portalAccounts)
      .set({ state: "works", lastSignedInAt: now, updatedAt: now })
      .where(eq(portalAccounts.id, job.accountId));
  if (reason?.class !== "credentials") return;
  await tx
    .update(portalAccounts)
    .set({ state: reason.code === "WRONG_PASSWORD" ? "refused" : "locked", updatedAt: now })
    .where(eq(portalAccounts.id, job.accountId));
  await holdAccount(tx, { accountId: job.accountId, code: reason.code, jobId: job.id, by });
}

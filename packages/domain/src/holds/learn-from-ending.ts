import { type ScopedTx, tables } from "@pumpd/db";
import { type Failure, PORTAL_WAIT_MS } from "@pumpd/model";
import { and, type Column, eq, exists, gt, inArray, isNull, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import type { JobRecord } from "../jobs/transition.ts";
import { ON_TRIAL } from "./hold-kinds.ts";
import { learnFromCanary, lookSoon } from "./learn-from-canary.ts";
import { type PlacedHold, placeHold, releaseHold } from "./place-hold.ts";

const { circuits, holds, organisations } = tables;

/** So many failures of a host within the time open its breaker, for so long; the next opening lasts twice as long. */
const BREAKER = { failures: 5, withinMs: 2 * 60_000, openMs: 2 * 60_000, longestMs: 10 * 60_000 } as const;
/** So many drifts of one job type in a row, of whichever organisation, and nobody starts it before somebody looked. */
const DRIFTS_IN_A_ROW = 2;

export type EndedAttempt = {
  job: Pick<JobRecord, "id" | "type" | "parentReason">;
  /** how this attempt failed, if it failed */
  reason: Failure | null;
  /** it ended well, so host and pages are as we know them */
  isSuccess: boolean;
  host: string;
  doubts: Doubts;
  by: By;
};

/** What is open about the host and the job type, so that an ending without news changes nothing. */
export type Doubts = {
  /** the hold whose trial this job is */
  trialHoldId: string | null;
  /** its last endings found pages that are not as we know them */
  isTypeDoubted: boolean;
};

/** `Doubts` as columns, for the statement that looks at the job. */
export function doubtsOf(tx: ScopedTx, { jobId, type }: { jobId: string; type: string | Column }) {
  const trial = tx
    .select({ id: holds.id })
    .from(holds)
    .where(
      and(
        eq(holds.scope, "host"),
        isNull(holds.organisationId),
        isNull(holds.releasedAt),
        inArray(holds.kind, ON_TRIAL),
        sql`${holds.about}->>'trialJobId' = ${jobId}`,
      ),
    );
  const doubted = tx
    .select({ key: circuits.key })
    .from(circuits)
    .where(and(eq(circuits.scope, "job_type"), eq(circuits.key, type), gt(circuits.failures, 0)));
  return {
    trialHoldId: sql<string | null>`(${trial})`,
    isTypeDoubted: exists(doubted).mapWith(Boolean),
  };
}

/**
 * What an ending says about the host and the job type, for every organisation: places, prolongs and ends their holds.
 * Answers the hold that this job should wait for, when its own failure placed one.
 */
export async function learnFromEnding(tx: ScopedTx, ended: EndedAttempt): Promise<PlacedHold | undefined> {
  if (ended.job.parentReason === "canary_of") await learnFromCanary(tx, ended);
  else await learnAboutType(tx, ended);
  const { reason } = ended;
  switch (reason?.class) {
    case "throttled":
      return holdThrottled(tx, { ...ended, reason });
    case "portal":
      return countPortalFailure(tx, { ...ended, reason });
    default:
      await endTrial(tx, ended);
      return undefined;
  }
}

export async function readHost(tx: ScopedTx): Promise<string> {
  const [row] = await tx
    .select({ adminUrl: organisations.adminUrl })
    .from(organisations)
    .where(eq(organisations.id, tx.scope.organisationId));
  if (!row) throw new Error("no organisation");
  return new URL(row.adminUrl).host;
}

type FailedAtHost = EndedAttempt & { reason: Failure };

function holdThrottled(tx: ScopedTx, { host, reason, job, by }: FailedAtHost): Promise<PlacedHold> {
  const asked = reason.about.retryAfterMs;
  const waitMs = typeof asked === "number" && asked > 0 ? asked : PORTAL_WAIT_MS;
  return placeHold(tx, {
    scope: "host",
    key: host,
    concerns: "everybody",
    kind: reason.code === "MAINTENANCE" ? "maintenance" : "throttle",
    reason: reason.code,
    until: inMs(waitMs),
    about: { jobId: job.id },
    by,
  });
}

async function countPortalFailure(tx: ScopedTx, ended: FailedAtHost): Promise<PlacedHold | undefined> {
  const { host, reason, job, by } = ended;
  await tx.insert(circuits).values({ scope: "host", key: host }).onConflictDoNothing();
  const isRecent = sql`${circuits.countingSince} > clock_timestamp() - make_interval(secs => ${BREAKER.withinMs / 1000})`;
  const isHost = and(eq(circuits.scope, "host"), eq(circuits.key, host));
  const [counted] = await tx
    .update(circuits)
    .set({
      failures: sql`case when ${isRecent} then ${circuits.failures} + 1 else 1 end`,
      countingSince: sql`case when ${isRecent} then ${circuits.countingSince} else clock_timestamp() end`,
    })
    .where(isHost)
    .returning({ failures: circuits.failures, openings: circuits.openings });
  const isTrial = ended.doubts.trialHoldId !== null;
  if (!counted || (counted.failures < BREAKER.failures && !isTrial)) return undefined;
  await tx
    .update(circuits)
    .set({ failures: 0, openings: sql`${circuits.openings} + 1` })
    .where(isHost);
  return placeHold(tx, {
    scope: "host",
    key: host,
    concerns: "everybody",
    kind: "breaker",
    reason: reason.code,
    until: inMs(Math.min(BREAKER.longestMs, BREAKER.openMs * 2 ** counted.openings)),
    about: { jobId: job.id },
    by,
  });
}

/** The trial of a host's hold is over without trouble from the portal: all may go on. Undecided: the next one may try. */
async function endTrial(tx: ScopedTx, { reason, isSuccess, by, host, doubts }: EndedAttempt): Promise<void> {
  if (doubts.trialHoldId === null) return;
  const hasAnswered = isSuccess || reason?.class === "business" || reason?.class === "credentials";
  if (!hasAnswered) {
    await tx.update(holds).set({ until: sql`clock_timestamp()` }).where(eq(holds.id, doubts.trialHoldId));
    return;
  }
  await tx
    .update(circuits)
    .set({ failures: 0, openings: 0 })
    .where(and(eq(circuits.scope, "host"), eq(circuits.key, host)));
  await releaseHold(tx, doubts.trialHoldId, by);
}

async function learnAboutType(tx: ScopedTx, { job, reason, isSuccess, doubts, by }: EndedAttempt): Promise<void> {
  if (isSuccess && doubts.isTypeDoubted)
    await tx
      .update(circuits)
      .set({ failures: 0 })
      .where(and(eq(circuits.scope, "job_type"), eq(circuits.key, job.type)));
  if (reason?.class !== "drift") return;
  const [counted] = await tx
    .insert(circuits)
    .values({ scope: "job_type", key: job.type, failures: 1 })
    .onConflictDoUpdate({
      target: [circuits.scope, circuits.key],
      set: { failures: sql`${circuits.failures} + 1`, countingSince: sql`clock_timestamp()` },
    })
    .returning({ failures: circuits.failures });
  if (!counted || counted.failures < DRIFTS_IN_A_ROW) return;
  await placeHold(tx, {
    scope: "job_type",
    key: job.type,
    concerns: "everybody",
    kind: "drift",
    reason: reason.code,
    about: { jobId: job.id, ...(reason.about.landmark !== undefined && { landmark: reason.about.landmark }) },
    by,
  });
  await lookSoon(tx, job.type);
}

function inMs(ms: number) {
  return sql`clock_timestamp() + make_interval(secs => ${ms / 1000})`;
}

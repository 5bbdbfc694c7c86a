import { type ScopedTx, tables } from "@pumpd/db";
import { QUIET_PERIOD_MS } from "@pumpd/model";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import type { Acted } from "./acted.ts";
import { addEvent } from "./add-event.ts";
import { cancelJob } from "./cancel.ts";
import { enqueueJob } from "./enqueue.ts";
import { type JobRegistry, jobRegistry } from "./job-registry.ts";
import { lockJob } from "./read-job-record.ts";
import { OpenElsewhere, reopenJob } from "./reopen.ts";
import type { JobRecord } from "./transition.ts";

const { effects } = tables;

export const DECISIONS = ["look_again", "link", "allow_one_more", "done_by_hand", "cancel"] as const;
export type Decision = (typeof DECISIONS)[number];

export type DecideRequest = {
  id: string;
  decision: Decision;
  by: By;
  registry?: JobRegistry;
  /** with `link`: the portal id of the one that the person chose */
  candidate?: string;
  /** milliseconds; other than the default only in tests */
  quietMs?: number;
};

/**
 * A person decides about a job that stopped before them. Only from needs_review; otherwise nothing happens and the
 * answer says so. Throws NOT_FOUND.
 */
export async function decideJob(tx: ScopedTx, request: DecideRequest): Promise<Acted> {
  const { id, decision, by } = request;
  const job = await lockJob(tx, id);
  if (job.status !== "needs_review")
    return { changed: false, status: job.status, message: "It does not wait for a decision." };
  switch (decision) {
    case "look_again":
    case "link":
      // A link is believed when somebody looked: the inspection that sees it completes the job.
      return inspect(tx, { job, ...request });
    case "allow_one_more":
      return allowOneMore(tx, { job, ...request });
    case "done_by_hand":
      await addEvent(tx, { jobId: job.id, attempt: job.attempt, kind: "decision", by, reason: decision });
      return goOn(tx, { job, by, reason: "Done by hand; we look first" });
    case "cancel":
      return cancelJob(tx, { id: job.id, by });
  }
}

type Deciding = DecideRequest & { job: JobRecord };

async function inspect(tx: ScopedTx, deciding: Deciding): Promise<Acted> {
  const { job, decision, by, registry = jobRegistry } = deciding;
  if (job.failureClass === "credentials")
    return { changed: false, status: job.status, message: "Enter the account's new password first." };
  const candidate = decision === "link" ? deciding.candidate : undefined;
  const input = candidate ? registry.find(job.type)?.linkTo?.(job.input, candidate) : job.input;
  if (!input) return { changed: false, status: job.status, message: "A job of this kind has nothing to choose from." };
  const inspection = await enqueueJob(tx, {
    type: job.type,
    restaurantId: job.restaurantId,
    input,
    mode: "inspect",
    by,
    registry,
    priority: "urgent",
    parent: { jobId: job.id, reason: "inspection_of" },
  });
  if (!inspection.isNew) return { changed: false, status: job.status, message: "We are looking already." };
  await addEvent(tx, {
    jobId: job.id,
    attempt: job.attempt,
    kind: "decision",
    by,
    reason: decision,
    data: { inspection: inspection.shortId, candidate },
  });
  return { changed: true, status: job.status, message: "We are looking at the portal and change nothing." };
}

async function allowOneMore(tx: ScopedTx, { job, by, quietMs = QUIET_PERIOD_MS }: Deciding): Promise<Acted> {
  const open = await tx
    .select({
      id: effects.id,
      waitMs: sql<number>`greatest(0, extract(epoch from coalesce(${effects.sentAt}, ${effects.intendedAt})
        + make_interval(secs => ${quietMs / 1000}) - clock_timestamp()) * 1000)::int`,
    })
    .from(effects)
    .where(and(eq(effects.jobId, job.id), inArray(effects.state, ["sent", "unknown"])))
    .for("no key update");
  if (open.length === 0) return goOn(tx, { job, by, reason: "Nothing that was sent is open" });
  const waitMs = Math.max(...open.map((effect) => effect.waitMs));
  if (waitMs > 0) {
    const minutes = Math.ceil(waitMs / 60_000);
    return {
      changed: false,
      status: job.status,
      message: `It may still appear. You can allow one more in ${minutes} min.`,
    };
  }
  // Decided by a person as not there: from here on it is as if the portal had refused it, so the next attempt looks
  // once more and then sends once more. History keeps that a person allowed it.
  await tx
    .update(effects)
    .set({ state: "refused", resubmitAllowedBy: by.name, decidedAt: sql`clock_timestamp()` })
    .where(
      inArray(
        effects.id,
        open.map((effect) => effect.id),
      ),
    );
  await addEvent(tx, {
    jobId: job.id,
    attempt: job.attempt,
    kind: "resubmit_allowed",
    by,
    data: { effects: open.length },
  });
  return goOn(tx, { job, by, reason: "One more submit allowed" });
}

async function goOn(tx: ScopedTx, { job, by, reason }: { job: JobRecord; by: By; reason: string }): Promise<Acted> {
  try {
    await reopenJob(tx, { job, from: "needs_review", trigger: "resume", by, reason });
  } catch (error) {
    if (!(error instanceof OpenElsewhere)) throw error;
    return { changed: false, status: job.status, message: "A newer job of this kind is open; use that one." };
  }
  return { changed: true, status: "pending", message: "It goes on within a second, looking first." };
}

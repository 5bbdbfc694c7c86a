import { findingsSchema, isAllThere } from "@pumpd/automations/define";
import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq, inArray, sql } from "drizzle-orm";
import { addEvent } from "./add-event.ts";
import { applyMilestone } from "./apply-milestone.ts";
import { bySystem } from "./by-system.ts";
import type { EndingDecision } from "./decide-ending.ts";
import type { JobDefinition } from "./job-registry.ts";
import { type JobRecord, transitionJob } from "./transition.ts";

const { jobs, effects } = tables;

/** What an inspection stores when it has looked and not seen the thing. */
export const NOT_SEEN = { seen: false } as const;

export function isNotSeen(result: Record<string, unknown>): boolean {
  return result.seen === false;
}

function isDrifted(result: Record<string, unknown>): boolean {
  const findings = findingsSchema.safeParse(result.findings);
  return findings.success && !isAllThere(findings.data);
}

export type Inspected = { inspection: JobRecord; decision: EndingDecision; definition: JobDefinition | undefined };

/**
 * An inspection has ended: the job it is about learns of it. Seen exactly as asked for: what was sent counts as observed
 * and the job completes with what was read. Not seen, or not able to look: a line of history, and a person goes on.
 */
export async function moveInspectedJob(tx: ScopedTx, { inspection, decision, definition }: Inspected): Promise<void> {
  if (!inspection.parentJobId) return;
  const [about] = await tx.select().from(jobs).where(eq(jobs.id, inspection.parentJobId)).for("no key update");
  if (!about) return;
  const by = bySystem("inspection");
  const isSeen = decision.to === "completed" && !isNotSeen(decision.result) && !isDrifted(decision.result);
  await addEvent(tx, {
    jobId: about.id,
    attempt: about.attempt,
    kind: "inspected",
    by,
    reason: isSeen
      ? "seen"
      : decision.to !== "completed"
        ? "could_not_look"
        : isNotSeen(decision.result)
          ? "not_seen"
          : "drifted",
    data: { inspection: inspection.shortId, ...("failure" in decision && { code: decision.failure?.code }) },
  });
  // Only looking for the effects themselves decides about them; a comparison is news and no decision.
  if (about.status !== "needs_review" || inspection.parentReason !== "inspection_of") return;
  // Its page watches the row: a look that decided nothing is news too.
  if (!isSeen)
    return void (await tx.update(jobs).set({ updatedAt: sql`clock_timestamp()` }).where(eq(jobs.id, about.id)));
  await tx
    .update(effects)
    .set({ state: "observed", decidedAt: sql`clock_timestamp()`, evidence: { inspection: inspection.shortId } })
    .where(and(eq(effects.jobId, about.id), inArray(effects.state, ["sent", "unknown"])));
  const completed = await transitionJob(tx, {
    jobId: about.id,
    from: "needs_review",
    to: "completed",
    by,
    reason: `Seen by ${inspection.shortId}`,
    set: {
      outcome: "success",
      result: decision.result,
      summary: decision.summary,
      failure: null,
      failureCode: null,
      failureClass: null,
      resolvedAt: sql`clock_timestamp()`,
      resolvedBy: inspection.createdByName,
      resolvedHow: "linked",
      seenCount: sql`greatest(${jobs.seenCount}, ${jobs.sentCount})`,
    },
  });
  if (completed && definition)
    await applyMilestone(tx, {
      job: completed,
      facts: definition.milestone(decision.result),
      summary: decision.summary,
    });
}

import type { MilestoneFacts } from "@pumpd/automations/define";
import { type ScopedTx, tables } from "@pumpd/db";
import { eq, sql } from "drizzle-orm";
import type { JobRecord } from "./transition.ts";

const { restaurants, restaurantMilestones } = tables;

export type MilestoneNews = { job: JobRecord; facts: MilestoneFacts | undefined; summary: string };

/** Writes on the restaurant what a success has seen at the portal, in the transaction that completes the job. */
export async function applyMilestone(tx: ScopedTx, { job, facts, summary }: MilestoneNews): Promise<void> {
  if (!facts) return;
  const seenAt = sql`clock_timestamp()`;
  await tx
    .insert(restaurantMilestones)
    .values({
      organisationId: tx.scope.organisationId,
      restaurantId: job.restaurantId,
      milestone: facts.milestone,
      jobId: job.id,
      summary,
      seenAt,
    })
    .onConflictDoUpdate({
      target: [restaurantMilestones.restaurantId, restaurantMilestones.milestone],
      set: { jobId: job.id, summary, seenAt },
    });
  await tx
    .update(restaurants)
    .set({
      ...(facts.upstreamId && { upstreamId: facts.upstreamId }),
      ...(facts.subdomain && { subdomain: facts.subdomain }),
      ...(facts.storeUrl && { storeUrl: facts.storeUrl }),
      updatedAt: seenAt,
    })
    .where(eq(restaurants.id, job.restaurantId));
}

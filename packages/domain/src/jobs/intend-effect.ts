import { fail } from "@pumpd/automations/define";
import type { EffectKey, EffectRecord } from "@pumpd/automations/ports";
import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { ClaimedJob } from "./claim.ts";

const { effects, jobs } = tables;

export type Intention = { job: Pick<ClaimedJob, "jobId" | "attempt" | "epoch" | "restaurant">; effect: EffectKey };

/**
 * Writes the intention to change something, or takes over the row of an earlier attempt where that is safe: one that
 * never left us, one the portal refused, and of a change that may be repeated any. Throws `Failed(OUTCOME_UNKNOWN)` when
 * this job's own row is open, or when another job holds the same creation at the same restaurant.
 */
export async function intendEffect(tx: ScopedTx, { job, effect }: Intention): Promise<EffectRecord> {
  await passOverUnsent(tx, { job, effect });
  const written = await insertOrTakeOver(tx, { job, effect });
  if (!written) throw fail("OUTCOME_UNKNOWN", { reason: "an earlier try of this has been sent" });
  return { id: written.id, state: "intended", evidence: null, isFromEarlierAttempt: false };
}

async function insertOrTakeOver(tx: ScopedTx, { job, effect }: Intention): Promise<{ id: string } | undefined> {
  const mine = { attempt: job.attempt, epoch: job.epoch };
  const isTakeable = effect.repeat === "safe" ? sql`true` : inArray(effects.state, ["intended", "refused"]);
  try {
    // In a savepoint: the wall against creating twice may refuse.
    return await tx.transaction(async (inner) => {
      const [row] = await inner
        .insert(effects)
        .values({
          organisationId: tx.scope.organisationId,
          jobId: job.jobId,
          restaurantId: job.restaurant.id,
          ...effect,
          ...mine,
          intendedAt: sql`clock_timestamp()`,
        })
        .onConflictDoUpdate({
          target: [effects.jobId, effects.step, effects.item],
          set: {
            ...mine,
            commit: effect.commit,
            naturalKey: effect.naturalKey,
            repeat: effect.repeat,
            state: "intended",
            evidence: null,
            failure: null,
            intendedAt: sql`clock_timestamp()`,
            // What was sent and not seen may still arrive: the row goes on saying so, whatever becomes of this try.
            sentAt: sql`case when ${effects.state} in ('intended', 'sent', 'unknown') then ${effects.sentAt} end`,
            decidedAt: null,
          },
          setWhere: isTakeable,
        })
        .returning({ id: effects.id });
      return row;
    });
  } catch (error) {
    if (isHeldByAnother(error)) throw fail("OUTCOME_UNKNOWN", { reason: "another job has sent the same" });
    throw error;
  }
}

/**
 * What another job meant to create and never sent holds nothing once that job does not run: its epoch is gone, so it
 * never will be sent. Its row stays in its own ledger and steps out of the way of ours.
 */
async function passOverUnsent(tx: ScopedTx, { job, effect }: Intention): Promise<void> {
  if (effect.repeat !== "never") return;
  await tx
    .update(effects)
    .set({ naturalKey: sql`${effects.naturalKey} || ' #' || ${effects.id}::text` })
    .where(
      and(
        eq(effects.restaurantId, job.restaurant.id),
        eq(effects.commit, effect.commit),
        eq(effects.naturalKey, effect.naturalKey),
        eq(effects.state, "intended"),
        ne(effects.jobId, job.jobId),
        sql`not exists (select from ${jobs} j where j.id = ${effects.jobId} and j.status = 'running')`,
      ),
    );
}

function isHeldByAnother(error: unknown): boolean {
  for (let link: unknown = error; link instanceof Error; link = link.cause)
    if ("constraint_name" in link && link.constraint_name === "effects_never_twice") return true;
  return false;
}

import { type ScopedTx, tables } from "@pumpd/db";
import { and, asc, eq, inArray, ne, or } from "drizzle-orm";
import { wakeJob } from "./wake.ts";

const { jobs } = tables;

export type Freed = { id: string; accountId: string | null; restaurantId: string };

/**
 * A job has let go of its account and restaurant: wakes the next one that waited for either (docs/order.md).
 * What cannot start after all goes back to waiting at its claim, and the reconciler finds who is left over.
 */
export async function wakeNext(tx: ScopedTx, freed: Freed): Promise<void> {
  const waiting = await tx
    .select({ id: jobs.id, accountId: jobs.accountId, restaurantId: jobs.restaurantId })
    .from(jobs)
    .where(
      and(
        eq(jobs.organisationId, tx.scope.organisationId),
        eq(jobs.status, "pending"),
        ne(jobs.id, freed.id),
        inArray(jobs.waitKind, ["account_busy", "restaurant_busy"]),
        or(
          eq(jobs.restaurantId, freed.restaurantId),
          freed.accountId ? eq(jobs.accountId, freed.accountId) : undefined,
        ),
      ),
    )
    .orderBy(asc(jobs.lineAt), asc(jobs.id));
  const next = new Set<string>();
  const ofAccount = waiting.find((job) => job.accountId !== null && job.accountId === freed.accountId);
  const ofRestaurant = waiting.find((job) => job.restaurantId === freed.restaurantId);
  for (const job of [ofAccount, ofRestaurant]) if (job) next.add(job.id);
  for (const id of next) await wakeJob(tx, id);
}

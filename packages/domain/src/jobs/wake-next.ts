import { type ScopedTx, tables } from "@pumpd/db";
import { asc, inArray } from "drizzle-orm";
import { waitersBehind } from "./waiters-behind.ts";
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
    .where(inArray(jobs.id, waitersBehind(tx, freed)))
    .orderBy(asc(jobs.lineAt), asc(jobs.id));
  const next = new Set<string>();
  const ofAccount = waiting.find((job) => job.accountId !== null && job.accountId === freed.accountId);
  const ofRestaurant = waiting.find((job) => job.restaurantId === freed.restaurantId);
  for (const job of [ofAccount, ofRestaurant]) if (job) next.add(job.id);
  for (const id of next) await wakeJob(tx, id);
}

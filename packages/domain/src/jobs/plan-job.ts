import type { ScopedTx } from "@pumpd/db";
import { type Enqueued, type EnqueueRequest, enqueueJob } from "./enqueue.ts";

/**
 * Asks for a look at the portal before anything is pressed: what this request would add, change and leave alone. Changes
 * nothing; `isNew: false` when the same look is under way. Throws what `enqueueJob` throws.
 */
export async function planJob(
  tx: ScopedTx,
  request: Pick<EnqueueRequest, "type" | "restaurantId" | "input" | "by" | "registry">,
): Promise<Enqueued> {
  return enqueueJob(tx, { ...request, mode: "inspect", priority: "urgent" });
}

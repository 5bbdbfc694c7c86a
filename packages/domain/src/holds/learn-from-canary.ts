import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { ENDED_BY_CANARY } from "./hold-kinds.ts";
import type { EndedAttempt } from "./learn-from-ending.ts";
import { placeHold, releaseHold } from "./place-hold.ts";

const { circuits, holds } = tables;

/** While a type is held because of its pages, they are looked at this often; its hold outlasts a look that does not come. */
const HELD_LOOK_MS = 15 * 60_000;
const HOLD_MS = 2 * HELD_LOOK_MS;

/**
 * What a canary's ending says about its job type, for everybody: pages that are not as we know them hold the type until
 * a later look finds them so again, or until no look comes any more. Anything else that went wrong says nothing.
 */
export async function learnFromCanary(tx: ScopedTx, { job, reason, isSuccess, by }: EndedAttempt): Promise<void> {
  const isType = and(eq(circuits.scope, "job_type"), eq(circuits.key, job.type));
  if (reason?.class === "drift") {
    await placeHold(tx, {
      scope: "job_type",
      key: job.type,
      concerns: "everybody",
      kind: "canary",
      reason: reason.code,
      until: inMs(HOLD_MS),
      about: { jobId: job.id, ...(reason.about.landmark !== undefined && { landmark: reason.about.landmark }) },
      by,
    });
    await lookSoon(tx, job.type);
  }
  if (!isSuccess) return;
  await tx.update(circuits).set({ failures: 0 }).where(isType);
  const open = await tx
    .select({ id: holds.id })
    .from(holds)
    .where(
      and(
        eq(holds.scope, "job_type"),
        eq(holds.key, job.type),
        isNull(holds.organisationId),
        isNull(holds.releasedAt),
        inArray(holds.kind, ENDED_BY_CANARY),
      ),
    );
  for (const { id } of open) await releaseHold(tx, id, by);
}

/** A held type is worth more looks than the timetable gives. */
export async function lookSoon(tx: ScopedTx, type: string): Promise<void> {
  await tx
    .update(circuits)
    .set({ nextLookAt: sql`least(${circuits.nextLookAt}, ${inMs(HELD_LOOK_MS)})` })
    .where(and(eq(circuits.scope, "job_type"), eq(circuits.key, type)));
}

function inMs(ms: number) {
  return sql`clock_timestamp() + make_interval(secs => ${ms / 1000})`;
}

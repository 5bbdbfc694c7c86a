import { type ScopedTx, tables } from "@pumpd/db";
import type { HoldKind, HoldScope } from "@pumpd/db/schema";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { By } from "../by.ts";

const { holds } = tables;

export type NewHold = {
  scope: HoldScope;
  /** account id, host name, job type or organisation id */
  key: string;
  /** whose jobs it keeps from starting; hosts and job types may concern everybody */
  concerns: "organisation" | "everybody";
  kind: HoldKind;
  /** a failure code, or words of a person */
  reason: string;
  /** null waits for a person */
  until?: Date | SQL | null;
  about?: Record<string, unknown>;
  by: By;
};

export type PlacedHold = { id: string; until: Date | null; isNew: boolean };

/** Keeps jobs from starting. Where one is open for the same thing already, that one gets the newer reason and time. */
export async function placeHold(tx: ScopedTx, hold: NewHold): Promise<PlacedHold> {
  const { scope, key, kind, reason, about = null, by } = hold;
  const until = hold.until ?? null;
  const organisationId = hold.concerns === "everybody" ? null : tx.scope.organisationId;
  const [placed] = await tx
    .insert(holds)
    .values({ organisationId, scope, key, kind, reason, about, until, createdBy: by.name })
    .onConflictDoNothing()
    .returning({ id: holds.id, until: holds.until });
  if (placed) return { ...placed, isNew: true };
  const [open] = await tx
    .update(holds)
    .set({ kind, reason, about, until })
    .where(
      and(
        eq(holds.scope, scope),
        eq(holds.key, key),
        isNull(holds.releasedAt),
        organisationId === null ? isNull(holds.organisationId) : eq(holds.organisationId, organisationId),
      ),
    )
    .returning({ id: holds.id, until: holds.until });
  if (!open) throw new Error("the hold was not written");
  return { ...open, isNew: false };
}

/** Ends a hold; its waiting jobs, of every organisation, stand in the line again. False: it had ended before. */
export async function releaseHold(tx: Pick<ScopedTx, "update" | "execute">, id: string, by: By): Promise<boolean> {
  const released = await tx
    .update(holds)
    .set({ releasedAt: sql`clock_timestamp()`, releasedBy: by.name })
    .where(and(eq(holds.id, id), isNull(holds.releasedAt)))
    .returning({ id: holds.id });
  if (released.length === 0) return false;
  await wakeHeld(tx, id);
  return true;
}

const MOST_WOKEN = 10_000;

/** Only of a hold that has ended or may be tried; otherwise nobody is woken. Answers how many. */
export async function wakeHeld(db: Pick<ScopedTx, "execute">, id: string, most = MOST_WOKEN): Promise<number> {
  const [row] = await db.execute<{ woken: number }>(sql`select app.wake_held(${id}::uuid, ${most}::int) as woken`);
  return row?.woken ?? 0;
}

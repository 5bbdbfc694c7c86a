import { type Database, makeScope, type ScopedTx, tables, withScope } from "@pumpd/db";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { writeAudit } from "../audit/write-audit.ts";
import type { By } from "../by.ts";
import { DomainError } from "../errors.ts";
import type { Acted } from "../jobs/acted.ts";
import { cancelJob } from "../jobs/cancel.ts";
import { dismissJob } from "../jobs/dismiss.ts";
import { readJobRecord } from "../jobs/read-job-record.ts";
import { retryJob } from "../jobs/retry.ts";

const { bulkActions, bulkActionItems } = tables;
type Action = typeof bulkActions.$inferSelect;

/** Between two looks whether somebody stopped the worker. */
const SLICE = 25;

/**
 * Works on the open bulk actions of all organisations, each job in a transaction of its own with its own verb, so that
 * its history and the audit log say the same as after a press of the button. Several workers may do this side by side;
 * an item is taken once. Answers how many jobs were looked at: zero means there is nothing to do.
 */
export async function advanceBulkActions(db: Database): Promise<number> {
  const open = await db
    .select({ id: bulkActions.id, organisationId: bulkActions.organisationId })
    .from(bulkActions)
    .where(isNull(bulkActions.endedAt))
    .orderBy(asc(bulkActions.id))
    .limit(10);
  let worked = 0;
  for (const { id, organisationId } of open) {
    for (let n = 0; n < SLICE; n += 1) {
      if (!(await withScope(db, makeScope(organisationId), (tx) => advanceOne(tx, id)))) break;
      worked += 1;
    }
  }
  return worked;
}

/** The next waiting job of an action; false when there is none, and then the action has ended. */
async function advanceOne(tx: ScopedTx, id: string): Promise<boolean> {
  const [item] = await tx
    .select({ jobId: bulkActionItems.jobId, chosenStatus: bulkActionItems.chosenStatus })
    .from(bulkActionItems)
    .where(and(eq(bulkActionItems.bulkActionId, id), eq(bulkActionItems.state, "waiting")))
    .orderBy(asc(bulkActionItems.jobId))
    .limit(1)
    .for("update", { skipLocked: true });
  // Locked behind the item, so that a stop is seen and two workers count one after the other.
  const [action] = await tx
    .select()
    .from(bulkActions)
    .where(and(eq(bulkActions.id, id), isNull(bulkActions.endedAt)))
    .for("no key update");
  if (!action) return false;
  if (!item) {
    if (action.done + action.skipped >= action.total) await endAction(tx, id);
    return false;
  }
  const result = await actOn(tx, { action, ...item });
  await tx
    .update(bulkActionItems)
    .set({ state: result.changed ? "done" : "skipped", message: result.message })
    .where(and(eq(bulkActionItems.bulkActionId, id), eq(bulkActionItems.jobId, item.jobId)));
  await countItem(tx, { action, result });
  return true;
}

type ItemOf = { action: Action; jobId: string; chosenStatus: string };
type ItemResult = Pick<Acted, "changed" | "message">;

async function actOn(tx: ScopedTx, { action, jobId, chosenStatus }: ItemOf): Promise<ItemResult> {
  const by: By = { kind: action.createdByKind, id: action.createdById, name: action.createdByName };
  try {
    // In a savepoint: a job that cannot be done must not take its place in the line along.
    return await tx.transaction(async (inner) => {
      const own = Object.assign(inner, { scope: tx.scope }) as unknown as ScopedTx;
      const job = await readJobRecord(own, jobId);
      if (job.status !== chosenStatus) return { changed: false, message: "It has moved on since." };
      const acted = await press(own, { action, jobId, by });
      if (acted.changed)
        await writeAudit(own, {
          by,
          action: `job.${action.verb}`,
          target: { kind: "job", id: jobId },
          data: { bulkAction: action.id },
        });
      return acted;
    });
  } catch (error) {
    if (error instanceof DomainError) return { changed: false, message: error.message };
    throw error;
  }
}

function press(tx: ScopedTx, { action, jobId, by }: { action: Action; jobId: string; by: By }): Promise<Acted> {
  switch (action.verb) {
    case "retry":
      return retryJob(tx, { id: jobId, how: "resume", by });
    case "cancel":
      return cancelJob(tx, { id: jobId, by });
    case "dismiss":
      return dismissJob(tx, { id: jobId, by, note: action.note ?? undefined });
  }
}

async function countItem(tx: ScopedTx, { action, result }: { action: Action; result: ItemResult }): Promise<void> {
  const reasons = result.changed
    ? action.reasons
    : { ...action.reasons, [result.message]: (action.reasons[result.message] ?? 0) + 1 };
  const counts = {
    done: action.done + (result.changed ? 1 : 0),
    skipped: action.skipped + (result.changed ? 0 : 1),
  };
  const now = sql`clock_timestamp()`;
  const isLast = counts.done + counts.skipped >= action.total;
  await tx
    .update(bulkActions)
    .set({ ...counts, reasons, updatedAt: now, ...(isLast && { endedAt: now }) })
    .where(eq(bulkActions.id, action.id));
}

async function endAction(tx: ScopedTx, id: string): Promise<void> {
  const now = sql`clock_timestamp()`;
  await tx.update(bulkActions).set({ endedAt: now, updatedAt: now }).where(eq(bulkActions.id, id));
}

import type { tables } from "@pumpd/db";
import type { BulkVerb } from "@pumpd/db/schema";

/** A bulk action as its strip shows it. Times are ISO 8601 in UTC. */
export type BulkRow = {
  id: string;
  verb: BulkVerb;
  total: number;
  done: number;
  skipped: number;
  /** why jobs were left alone, most often first */
  reasons: { message: string; count: number }[];
  startedBy: string;
  stoppedBy: string | null;
  startedAt: string;
  endedAt: string | null;
};

export function toBulkRow(action: typeof tables.bulkActions.$inferSelect): BulkRow {
  return {
    id: action.id,
    verb: action.verb,
    total: action.total,
    done: action.done,
    skipped: action.skipped,
    reasons: Object.entries(action.reasons)
      .map(([message, count]) => ({ message, count }))
      .sort((a, b) => b.count - a.count),
    startedBy: action.createdByName,
    stoppedBy: action.stoppedByName,
    startedAt: action.createdAt.toISOString(),
    endedAt: action.endedAt?.toISOString() ?? null,
  };
}

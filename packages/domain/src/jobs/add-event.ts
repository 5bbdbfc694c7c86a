import { type ScopedTx, tables } from "@pumpd/db";
import { sql } from "drizzle-orm";
import type { By } from "../by.ts";

/** What can happen to a job beside a change of status. */
export type EventKind =
  | "cancel_requested"
  | "decision"
  | "dismissed"
  | "given_back"
  | "held"
  | "inspected"
  | "noted"
  | "picture_missing"
  | "repaired"
  | "replaced"
  | "resubmit_allowed"
  | "retry_now"
  | "taken"
  | "waiting_for_newer_worker";

export type NewEvent = {
  jobId: string;
  attempt?: number;
  kind: EventKind;
  by: By;
  reason?: string;
  data?: Record<string, unknown>;
};

/** One line of history that is no change of status. */
export async function addEvent(tx: ScopedTx, { jobId, attempt, kind, by, reason, data }: NewEvent): Promise<void> {
  await tx.insert(tables.jobEvents).values({
    organisationId: tx.scope.organisationId,
    jobId,
    attempt,
    kind,
    actorKind: by.kind,
    actorId: by.id,
    actorName: by.name,
    reason,
    data,
    at: sql`clock_timestamp()`,
  });
}

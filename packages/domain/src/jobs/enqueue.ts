import { isDeepStrictEqual } from "node:util";
import type { PreflightCheck } from "@pumpd/automations/define";
import type { ScopedTx } from "@pumpd/db";
import {
  DUE_MS,
  type JobStatus,
  MOST_AHEAD,
  type ParentReason,
  PLACE_MS,
  PRIORITIES,
  type Priority,
} from "@pumpd/model";
import { sql } from "drizzle-orm";
import { keepNamedFiles } from "../artifacts/keep-named-files.ts";
import type { By } from "../by.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { isBlocked } from "./preflight.ts";
import { type JobRequest, judgeRequest } from "./prepare.ts";
import { readJobRecord } from "./read-job-record.ts";
import { noRoom } from "./require-room.ts";

export type EnqueueRequest = JobRequest & {
  by: By;
  /** without it the type's own */
  priority?: Priority;
  parent?: { jobId: string; reason: ParentReason };
  /** for history: why, in words */
  reason?: string;
};

export type Enqueued = { jobId: string; shortId: string; status: JobStatus; isNew: boolean };

/** Something must be done first. `checks` is the whole list, of which at least one blocks. */
export class Blocked extends DomainError {
  readonly checks: readonly PreflightCheck[];

  constructor(checks: readonly PreflightCheck[]) {
    const titles = checks.filter((check) => check.level === "block").map((check) => check.title);
    super("BLOCKED", `${titles.join(". ")}.`);
    this.name = "Blocked";
    this.checks = checks;
  }
}

/**
 * Accepts a request: job, first event and wake-up in one statement, or the job that is open already (`isNew: false`).
 * A hold does not refuse: the job waits and says so.
 * Throws UNKNOWN_TYPE, NOT_FOUND, TOO_MANY (as many wait as may), INVALID_INPUT (with `fields`), `Blocked` (with `checks`), and
 * CONFLICT for a look while another one of this restaurant and type is under way.
 */
export async function enqueueJob(tx: ScopedTx, request: EnqueueRequest): Promise<Enqueued> {
  const { definition, facts, input, mode, fieldErrors, checks } = await judgeRequest(tx, request);
  // A second press is answered with the job that is there, also when its own start now stands in the way.
  if (facts.open) {
    const { id, shortId, status } = facts.open;
    if (mode === "inspect") await requireSameLook(tx, id, { ...request, input });
    return { jobId: id, shortId, status, isNew: false };
  }
  if (facts.isFull) throw noRoom(facts.mostWaiting);
  if (Object.keys(fieldErrors).length > 0) throw invalidInput(fieldErrors);
  if (isBlocked(checks)) throw new Blocked(checks);
  await keepNamedFiles(tx, input);
  const priority = request.priority ?? definition.priority ?? "normal";
  const job = {
    shortId: facts.shortId,
    type: definition.type,
    definitionVersion: definition.version,
    mode,
    restaurantId: facts.restaurant.id,
    accountId: facts.restaurant.account?.id ?? null,
    parentJobId: request.parent?.jobId ?? null,
    parentReason: request.parent?.reason ?? null,
    input,
    priority: PRIORITIES[priority],
    dueMs: definition.dueMs?.[priority] ?? DUE_MS[priority],
    placeMs: PLACE_MS,
    mostAhead: MOST_AHEAD,
    runAt: null,
    maxTries: definition.maxRetries + 1,
    by: request.by,
    reason: request.reason ?? null,
  };
  const [row] = await tx.execute<{ job_id: string; short_id: string; status: JobStatus; is_new: boolean }>(
    sql`select * from app.enqueue_job(${JSON.stringify(job)}::jsonb)`,
  );
  if (!row) throw new Error("enqueue_job answered nothing");
  if (!row.is_new && mode === "inspect") await requireSameLook(tx, row.job_id, { ...request, input });
  return { jobId: row.job_id, shortId: row.short_id, status: row.status, isNew: row.is_new };
}

/** A look answers the question it was asked and no other, so a second look is the first one only if it asks the same. */
async function requireSameLook(
  tx: ScopedTx,
  id: string,
  { input, parent }: Pick<EnqueueRequest, "input" | "parent">,
): Promise<void> {
  const open = await readJobRecord(tx, id);
  const asksTheSame =
    open.parentJobId === (parent?.jobId ?? null) &&
    open.parentReason === (parent?.reason ?? null) &&
    isDeepStrictEqual(open.input, input);
  if (asksTheSame) return;
  throw new DomainError(
    "CONFLICT",
    `We are looking at this restaurant for something else (${open.shortId}). Ask again when that look has ended.`,
  );
}

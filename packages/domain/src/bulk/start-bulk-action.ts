import { type ScopedTx, tables } from "@pumpd/db";
import type { BulkVerb } from "@pumpd/db/schema";
import { eq, sql } from "drizzle-orm";
import { writeAudit } from "../audit/write-audit.ts";
import type { By } from "../by.ts";
import { invalidInput, notFound } from "../errors.ts";
import { type JobFilter, planJobSearch } from "../jobs/job-filter.ts";
import { findJobs, walkOf } from "../jobs/list.ts";
import { type BulkRow, toBulkRow } from "./bulk-row.ts";

const { bulkActions } = tables;

/** At most so many jobs in one action; a rule that finds more takes the newest, and can be started again afterwards. */
export const MOST_IN_BULK = 10_000;

export type BulkRequest = {
  verb: BulkVerb;
  /** ticked rows, or everything a rule finds */
  what: { ids: readonly string[] } | { filter: JobFilter };
  note?: string;
  by: By;
};

/**
 * Fixes the jobs of a bulk action and hands it to the workers. Nothing is done to a job yet. Throws NOT_FOUND or
 * INVALID_INPUT when there is nothing to do.
 */
export async function startBulkAction(tx: ScopedTx, { verb, what, note, by }: BulkRequest): Promise<BulkRow> {
  const { organisationId } = tx.scope;
  const [action] = await tx
    .insert(bulkActions)
    .values({
      organisationId,
      verb,
      rule: "filter" in what ? { filter: what.filter } : { ticked: what.ids.length },
      note,
      total: 0,
      createdByKind: by.kind,
      createdById: by.id,
      createdByName: by.name,
    })
    .returning({ id: bulkActions.id });
  if (!action) throw new Error("the bulk action was not written");
  const chosen =
    "filter" in what
      ? findJobs(await planJobSearch(tx, what.filter), {
          walk: walkOf({}),
          limit: MOST_IN_BULK,
          columns: sql`j.id, j.status`,
          lookBack: Number.MAX_SAFE_INTEGER,
        })
      : sql`select j.id, j.status from jobs j where j.id = any(${sql.param(what.ids)}::uuid[])`;
  const [counted] = await tx.execute<{ total: number }>(sql`
    with items as (
      insert into bulk_action_items (organisation_id, bulk_action_id, job_id, chosen_status)
      select ${organisationId}::uuid, ${action.id}::uuid, chosen.id, chosen.status from (${chosen}) chosen
      on conflict do nothing returning 1
    ) select count(*)::int as total from items`);
  const total = counted?.total ?? 0;
  if (total === 0) throw "ids" in what ? notFound("job") : invalidInput({ what: "No job fits this rule any more." });
  const [started] = await tx.update(bulkActions).set({ total }).where(eq(bulkActions.id, action.id)).returning();
  if (!started) throw new Error("the bulk action went away");
  await writeAudit(tx, {
    by,
    action: `job.bulk_${verb}`,
    target: { kind: "bulk_action", id: action.id },
    data: { ...started.rule, total },
  });
  return toBulkRow(started);
}

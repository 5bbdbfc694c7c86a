import { type ScopedTx, tables } from "@pumpd/db";
import { sql } from "drizzle-orm";
import { type JobRow, type RawJobRow, selectJobRows, toIso, toJobRow } from "../jobs/job-row.ts";

const SHOWN = 20;
/** Among so many of a person's newest jobs; older ones are history and stand in the list. */
const LOOKED_THROUGH = 200;

/** `unseen`: ended or came before a person since the last look. */
export type Notices = { rows: { job: JobRow; isUnseen: boolean }[]; unseenCount: number };

/** What became of a person's jobs: those that ended or wait for somebody, newest first. */
export async function listNotices(tx: ScopedTx, { personId }: { personId: string }): Promise<Notices> {
  const newestFirst = sql`j.updated_at desc, j.id desc`;
  const page = sql`
    select j.* from (
      select * from jobs j where j.organisation_id = ${tx.scope.organisationId} and j.created_by_id = ${personId}
      order by ${newestFirst} limit ${LOOKED_THROUGH}
    ) j where j.mode = 'run' and j.status in ('completed', 'failed', 'timeout', 'needs_review')
    order by ${newestFirst} limit ${SHOWN}`;
  const found = await tx.execute<{ now: string; looked_at: string | null } & RawJobRow>(sql`
    select clock_timestamp() as now, (select l.looked_at from notice_looks l
        where l.organisation_id = ${tx.scope.organisationId} and l.user_id = ${personId}) as looked_at, page.*
    from (${selectJobRows(page, newestFirst)}) page`);
  const rows = found.map((raw) => ({
    job: toJobRow(raw, Date.parse(toIso(raw.now))),
    isUnseen: raw.looked_at === null || Date.parse(raw.updated_at) > Date.parse(raw.looked_at),
  }));
  return { rows, unseenCount: rows.filter(({ isUnseen }) => isUnseen).length };
}

/** Up to now, this person knows. */
export async function lookAtNotices(tx: ScopedTx, { personId }: { personId: string }): Promise<void> {
  const { noticeLooks } = tables;
  const lookedAt = sql`clock_timestamp()`;
  await tx
    .insert(noticeLooks)
    .values({ organisationId: tx.scope.organisationId, userId: personId, lookedAt })
    .onConflictDoUpdate({ target: [noticeLooks.organisationId, noticeLooks.userId], set: { lookedAt } });
}

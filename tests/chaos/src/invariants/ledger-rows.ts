import type { Database } from "@pumpd/db";
import type { EffectState, JobStatus, Repeat } from "@pumpd/model";
import { sql } from "drizzle-orm";

/** A ledger row beside the portal account it was for. A rig gives each restaurant an account of its own. */
export type LedgerRow = {
  jobId: string;
  status: JobStatus;
  account: string;
  commit: string;
  item: string;
  naturalKey: string;
  repeat: Repeat;
  state: EffectState;
  /** ms since 1970; null when it was never sent */
  sentAt: number | null;
  isResubmitAllowed: boolean;
};

export async function readLedger(db: Database): Promise<LedgerRow[]> {
  const rows = await db.execute<LedgerRow>(sql`
    select j.id as "jobId", j.status, a.login as account, e.commit, e.item, e.natural_key as "naturalKey", e.repeat, e.state,
      (extract(epoch from e.sent_at) * 1000)::float8 as "sentAt", e.resubmit_allowed_by is not null as "isResubmitAllowed"
    from effects e join jobs j on j.id = e.job_id left join portal_accounts a on a.id = j.account_id`);
  return [...rows];
}

import { type ScopedTx, tables } from "@pumpd/db";
import type { HoldScope } from "@pumpd/db/schema";
import { desc, sql } from "drizzle-orm";
import type { JobRow } from "./job-row.ts";
import { listJobs } from "./list.ts";
import { holdReasonWords } from "./preflight.ts";

const { holds } = tables;
const SHOWN = 20;

export type HoldRow = {
  id: string;
  scope: HoldScope;
  title: string;
  reason: string;
  accountId: string | null;
  since: string;
  until: string | null;
};

export type JobsOverview = {
  needsYou: JobRow[];
  running: JobRow[];
  waiting: JobRow[];
  holds: HoldRow[];
  today: { completed: number; failed: number; needsLook: number };
  now: string;
};

/** What needs a person, what runs, what waits, what is held, and how today's jobs ended (the organisation's day). */
export async function readOverview(tx: ScopedTx): Promise<JobsOverview> {
  const [needsYou, running, waiting, held, today] = await Promise.all([
    listJobs(tx, { view: "needs_you", limit: SHOWN }),
    listJobs(tx, { view: "running", limit: SHOWN }),
    listJobs(tx, { view: "waiting", limit: SHOWN }),
    listHolds(tx),
    countToday(tx),
  ]);
  return {
    needsYou: needsYou.rows,
    running: running.rows,
    waiting: waiting.rows,
    holds: held,
    today,
    now: needsYou.now,
  };
}

const HOLD_THING: Record<HoldScope, string> = {
  account: "Portal account",
  host: "The portal",
  job_type: "Job type",
  organisation: "All jobs",
};

async function listHolds(tx: ScopedTx): Promise<HoldRow[]> {
  const rows = await tx
    .select({
      hold: holds,
      login: sql<
        string | null
      >`(select p.login from portal_accounts p where holds.scope = 'account' and p.id::text = holds.key)`,
    })
    .from(holds)
    .where(sql`${holds.releasedAt} is null and (${holds.until} is null or ${holds.until} > now())`)
    .orderBy(desc(holds.createdAt))
    .limit(SHOWN);
  return rows.map(({ hold, login }) => ({
    id: hold.id,
    scope: hold.scope,
    title: login ?? (hold.scope === "organisation" ? HOLD_THING.organisation : `${HOLD_THING[hold.scope]} ${hold.key}`),
    reason: holdReasonWords(hold.reason),
    accountId: hold.scope === "account" ? hold.key : null,
    since: hold.createdAt.toISOString(),
    until: hold.until?.toISOString() ?? null,
  }));
}

async function countToday(tx: ScopedTx): Promise<JobsOverview["today"]> {
  const [row] = await tx.execute<JobsOverview["today"]>(sql`
    select count(*) filter (where j.status = 'completed' and j.outcome = 'success')::int as completed,
      count(*) filter (where j.status in ('failed', 'timeout'))::int as failed,
      count(*) filter (where j.status = 'completed' and j.outcome = 'partial')::int as "needsLook"
    from jobs j join organisations o on o.id = j.organisation_id
    where j.organisation_id = ${tx.scope.organisationId} and j.status in ('completed', 'failed', 'timeout')
      and j.updated_at >= (date_trunc('day', now() at time zone o.timezone) at time zone o.timezone)
      and j.completed_at >= (date_trunc('day', now() at time zone o.timezone) at time zone o.timezone)`);
  return row ? { ...row } : { completed: 0, failed: 0, needsLook: 0 };
}

export type JobCounts = { needsYou: number; givenUp: number; heldAccounts: number };

const MOST_COUNTED = 1_001;

/** Counts for the sidebar. Each stops at 1 001: a page says "over 1,000" and the cost does not grow with history. */
export async function countJobs(tx: ScopedTx): Promise<JobCounts> {
  const organisation = tx.scope.organisationId;
  const [row] = await tx.execute<JobCounts>(sql`select
    (select count(*) from (select from jobs where organisation_id = ${organisation}
      and (status = 'needs_review' or (status = 'completed' and outcome = 'partial' and resolved_at is null))
      limit ${MOST_COUNTED}) x)::int as "needsYou",
    (select count(*) from (select from jobs where organisation_id = ${organisation}
      and status in ('failed', 'timeout') and resolved_at is null limit ${MOST_COUNTED}) x)::int as "givenUp",
    (select count(*) from (select from holds where organisation_id = ${organisation} and scope = 'account'
      and released_at is null limit ${MOST_COUNTED}) x)::int as "heldAccounts"`);
  return row ? { ...row } : { needsYou: 0, givenUp: 0, heldAccounts: 0 };
}

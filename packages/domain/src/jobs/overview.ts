import type { ScopedTx } from "@pumpd/db";
import { sql } from "drizzle-orm";
import { type HoldRow, listHolds } from "../holds/list-holds.ts";
import { countMatchingJobs, MOST_COUNTED } from "./count-matching.ts";
import { countFailureGroups } from "./failure-groups.ts";
import { type JobFilter, planJobSearch } from "./job-filter.ts";
import { type JobRow, toIso } from "./job-row.ts";
import { findJobs, listJobs, walkOf } from "./list.ts";

const SHOWN = 20;
const FAILED_SHOWN = 5;
const MOST_OF_TODAY = 5_000;

/** How jobs of one hour ended; `at` is its beginning in UTC. */
export type EndedHour = { at: string; completed: number; needsLook: number; failed: number };

export type JobsOverview = {
  needsYou: JobRow[];
  running: JobRow[];
  waiting: JobRow[];
  /** failed or timed out and still open */
  failed: JobRow[];
  /** of each list, however many of it are shown; stops at 1 001 */
  totals: Record<Listed, number>;
  holds: HoldRow[];
  /** `isCut`: there were more than we count */
  today: { completed: number; failed: number; needsLook: number; hours: EndedHour[]; isCut: boolean };
  now: string;
};

type Listed = "needsYou" | "running" | "waiting" | "failed";

const LISTS: Record<Listed, { filter: JobFilter; shown: number }> = {
  needsYou: { filter: { view: "needs_you" }, shown: SHOWN },
  running: { filter: { view: "running" }, shown: SHOWN },
  waiting: { filter: { view: "waiting" }, shown: SHOWN },
  failed: { filter: { view: "given_up", statuses: ["failed", "timeout"] }, shown: FAILED_SHOWN },
};

/** What needs a person, what runs, what waits, what is held, and how today's jobs ended (the organisation's day). */
export async function readOverview(tx: ScopedTx): Promise<JobsOverview> {
  const [needsYou, running, waiting, failed, holds, today] = await Promise.all([
    readListed(tx, "needsYou"),
    readListed(tx, "running"),
    readListed(tx, "waiting"),
    readListed(tx, "failed"),
    listHolds(tx),
    readToday(tx),
  ]);
  return {
    needsYou: needsYou.rows,
    running: running.rows,
    waiting: waiting.rows,
    failed: failed.rows,
    totals: { needsYou: needsYou.total, running: running.total, waiting: waiting.total, failed: failed.total },
    holds,
    today,
    now: needsYou.now,
  };
}

async function readListed(tx: ScopedTx, what: Listed) {
  const { filter, shown } = LISTS[what];
  const { rows, nextCursor, now } = await listJobs(tx, { ...filter, limit: shown });
  const total = nextCursor ? (await countMatchingJobs(tx, filter)).count : rows.length;
  return { rows, total, now };
}

/** The organisation's day by its own clock, over the newest so many endings. */
async function readToday(tx: ScopedTx): Promise<JobsOverview["today"]> {
  const rows = await tx.execute<EndedHour>(sql`
    with day as (
      select o.timezone, date_trunc('day', now() at time zone o.timezone) at time zone o.timezone as start
      from organisations o where o.id = ${tx.scope.organisationId}
    ), ended as (
      select j.status, j.outcome, j.completed_at from jobs j
      where j.organisation_id = ${tx.scope.organisationId} and j.updated_at >= (select start from day)
      order by j.updated_at desc, j.id desc limit ${MOST_OF_TODAY}
    )
    select date_trunc('hour', e.completed_at) as at,
      count(*) filter (where e.status = 'completed' and e.outcome = 'success')::int as completed,
      count(*) filter (where e.status = 'completed' and e.outcome = 'partial')::int as "needsLook",
      count(*) filter (where e.status in ('failed', 'timeout'))::int as failed
    from ended e cross join day d
    where e.status in ('completed', 'failed', 'timeout') and e.completed_at >= d.start group by 1 order by 1`);
  const hours = rows.map((row) => ({ ...row, at: toIso(row.at) }));
  const sum = (what: "completed" | "needsLook" | "failed") => hours.reduce((total, hour) => total + hour[what], 0);
  const today = { completed: sum("completed"), needsLook: sum("needsLook"), failed: sum("failed") };
  return { ...today, hours, isCut: today.completed + today.needsLook + today.failed >= MOST_OF_TODAY };
}

export type JobCounts = { needsYou: number; givenUp: number; heldAccounts: number; repeated: number };

/** Counts for the sidebar. Each stops at 1 001: a page says "over 1,000" and the cost does not grow with history. */
export async function countJobs(tx: ScopedTx): Promise<JobCounts> {
  const organisation = tx.scope.organisationId;
  const capped = async (view: "needs_you" | "given_up") =>
    findJobs(await planJobSearch(tx, { view }), { walk: walkOf({}), limit: MOST_COUNTED, columns: sql`j.id` });
  const [row] = await tx.execute<Omit<JobCounts, "repeated">>(sql`select
    (select count(*) from (${await capped("needs_you")}) x)::int as "needsYou",
    (select count(*) from (${await capped("given_up")}) x)::int as "givenUp",
    (select count(*) from (select from holds where organisation_id = ${organisation} and scope = 'account'
      and released_at is null limit ${MOST_COUNTED}) x)::int as "heldAccounts"`);
  return { needsYou: 0, givenUp: 0, heldAccounts: 0, ...row, repeated: await countFailureGroups(tx) };
}

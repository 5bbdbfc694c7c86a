import { type ScopedTx, tables } from "@pumpd/db";
import type { HoldKind, HoldScope } from "@pumpd/db/schema";
import { desc, sql } from "drizzle-orm";
import { MOST_COUNTED } from "../jobs/count-matching.ts";
import { holdReasonWords } from "../jobs/preflight.ts";
import { readHost } from "./learn-from-ending.ts";

const { holds } = tables;
const SHOWN = 20;

/** Times are ISO 8601 in UTC. */
export type HoldRow = {
  id: string;
  scope: HoldScope;
  kind: HoldKind;
  /** it concerns every organisation, so a platform admin ends it */
  isShared: boolean;
  title: string;
  reason: string;
  accountId: string | null;
  /** jobs that go on when it ends, up to 1 001, and the restaurants of the newest of them */
  jobCount: number;
  restaurants: string[];
  since: string;
  until: string | null;
};

const HOLD_THING: Record<HoldScope, string> = {
  account: "Portal account",
  host: "The portal",
  job_type: "Job type",
  organisation: "All jobs",
};

/** What keeps jobs of this organisation from starting now, newest first. */
export async function listHolds(tx: ScopedTx): Promise<HoldRow[]> {
  const host = await readHost(tx);
  const rows = await tx
    .select({
      hold: holds,
      login: sql<
        string | null
      >`(select p.login from portal_accounts p where holds.scope = 'account' and p.id::text = holds.key)`,
      jobs: sql<{ count: number; restaurants: string[] | null }>`(
        select json_build_object('count', count(*), 'restaurants', (array_agg(distinct x.name))[1:3])
        from (select r.name from jobs j join restaurants r on r.id = j.restaurant_id
          where j.organisation_id = ${tx.scope.organisationId} and (
            (j.status = 'pending' and j.wait_kind = 'held' and j.wait_for = holds.id::text)
            or (j.status = 'needs_review' and j.failure_class = 'credentials'
              and holds.scope = 'account' and j.account_id::text = holds.key))
          limit ${MOST_COUNTED}) x)`,
    })
    .from(holds)
    .where(sql`${holds.releasedAt} is null and (${holds.organisationId} is null or ${holds.organisationId} = ${tx.scope.organisationId})
        and (${holds.scope} <> 'host' or ${holds.key} = ${host})
        and (${holds.until} is null or ${holds.until} > now())`)
    .orderBy(desc(holds.createdAt))
    .limit(SHOWN);
  return rows.map(({ hold, login, jobs }) => ({
    id: hold.id,
    scope: hold.scope,
    title: login ?? (hold.scope === "organisation" ? HOLD_THING.organisation : `${HOLD_THING[hold.scope]} ${hold.key}`),
    reason: holdReasonWords(hold.reason),
    kind: hold.kind,
    isShared: hold.organisationId === null,
    accountId: hold.scope === "account" ? hold.key : null,
    jobCount: jobs.count,
    restaurants: jobs.restaurants ?? [],
    since: hold.createdAt.toISOString(),
    until: hold.until?.toISOString() ?? null,
  }));
}

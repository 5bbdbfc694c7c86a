import type { ScopedTx } from "@pumpd/db";
import { FAILURE_CODES, type FailureCode, type JobStatus } from "@pumpd/model";
import { FAILURE_WORDS } from "@pumpd/model/words";
import { type SQL, sql } from "drizzle-orm";
import { invalidInput } from "../errors.ts";
import { likePattern } from "../restaurants/name-key.ts";

export const JOB_VIEWS = ["all", "needs_you", "running", "waiting", "given_up"] as const;
export type JobView = (typeof JOB_VIEWS)[number];

/** A status, or what people call the open rest of a completed job. */
export type JobStatusFilter = JobStatus | "needs_look";

export const WITHIN_HOURS = { hour: 1, day: 24, week: 168, month: 720 } as const;
export type Within = keyof typeof WITHIN_HOURS;

/** Which jobs: values of one field are alternatives, fields narrow each other. */
export type JobFilter = {
  view?: JobView;
  statuses?: readonly JobStatusFilter[];
  types?: readonly string[];
  restaurantIds?: readonly string[];
  /** ids of the people or programs who asked */
  people?: readonly string[];
  /** last changed within so long of now */
  within?: Within;
  /** last changed from then on, or before then; ISO 8601 */
  from?: string;
  to?: string;
  /** failures of one kind, see `listFailureGroups` */
  fingerprint?: string;
  /** part of a restaurant's name or store address, short id, portal id, or words of a failure */
  q?: string;
};

/**
 * How to find them: each branch is a range of one index that ends in (updated_at, id), and whatever it does not say is
 * `rest`. The tenant's own condition and the dates belong to every branch.
 */
export type JobSearch = { branches: readonly SQL[]; shared: SQL; rest: SQL | undefined; mayOverlap: boolean };

const NEEDS_LOOK = sql.raw(`j.status = 'completed' and j.outcome = 'partial' and j.resolved_at is null`);
/** One whose account is held is counted with the hold: entering the password settles both. */
const NOT_HELD = sql.raw(`not (coalesce(j.failure_class, '') = 'credentials' and exists (select from holds ah
  where ah.scope = 'account' and ah.key = j.account_id::text and ah.released_at is null))`);

const VIEWS: Record<Exclude<JobView, "all">, SQL> = {
  needs_you: sql.raw(`(j.status = 'needs_review'
    or (j.status = 'completed' and j.outcome = 'partial' and j.resolved_at is null))`),
  running: sql.raw(`j.status = 'running'`),
  waiting: sql.raw(`j.status = 'pending'`),
  given_up: sql.raw(`(j.status in ('failed', 'timeout') or (j.status = 'completed' and j.outcome = 'partial'))
    and j.resolved_at is null`),
};

/** Few at any time, whatever the history: the best way in when one of them is asked for. */
const FEW: ReadonlySet<JobStatusFilter> = new Set(["pending", "running", "needs_review", "needs_look"]);
const MOST_RESTAURANTS = 1_000;
/** So many restaurants are walked one by one; with more of them the newest jobs are looked through instead. */
const FEW_RESTAURANTS = 20;

export async function planJobSearch(tx: ScopedTx, filter: JobFilter): Promise<JobSearch> {
  const ways = { ...(await searchWay(tx, filter.q)), ...plainWays(filter) };
  const order = [
    "q",
    "fingerprint",
    "restaurants",
    ...(filter.statuses?.every((status) => FEW.has(status)) ? (["statuses"] as const) : []),
    "view",
    "people",
    "statuses",
    "types",
  ] as const;
  const chosen = order.find((name) => ways[name]?.isIndexed);
  const rest = Object.entries(ways).flatMap(([name, way]) => (way && name !== chosen ? [anyOf(way.branches)] : []));
  if (filter.view === "needs_you") rest.push(NOT_HELD);
  return {
    branches: (chosen && ways[chosen]?.branches) ?? [sql`true`],
    shared: sharedConditions(tx, filter),
    rest: rest.length > 0 ? sql.join(rest, sql` and `) : undefined,
    mayOverlap: chosen === "q",
  };
}

type Way = { branches: SQL[]; isIndexed: boolean };
type WayName = "q" | "fingerprint" | "restaurants" | "view" | "people" | "statuses" | "types";
type Ways = Partial<Record<WayName, Way>>;

function plainWays({ view = "all", statuses, types, restaurantIds, people, fingerprint }: JobFilter): Ways {
  const each = <T>(values: readonly T[] | undefined, toSql: (value: T) => SQL): Way | undefined =>
    values?.length ? { branches: [...new Set(values)].map(toSql), isIndexed: true } : undefined;
  return {
    view: view === "all" ? undefined : { branches: [VIEWS[view]], isIndexed: true },
    statuses: each(statuses, (status) => (status === "needs_look" ? NEEDS_LOOK : sql`j.status = ${status}`)),
    types: each(types, (type) => sql`j.type = ${type}`),
    restaurants: each(restaurantIds, (id) => sql`j.restaurant_id = ${id}`),
    people: each(people, (id) => sql`j.created_by_id = ${id}`),
    fingerprint: each(
      fingerprint === undefined ? undefined : [fingerprint],
      (value) => sql`j.failure_fingerprint = ${value} and j.status in ('failed', 'timeout') and j.resolved_at is null`,
    ),
  };
}

async function searchWay(tx: ScopedTx, q: string | undefined): Promise<Ways> {
  const word = q?.trim();
  if (!word) return {};
  const shortId = word.toUpperCase();
  const branches: SQL[] = [sql`j.short_id = ${shortId}`, sql`j.short_id = ${`J-${shortId}`}`];
  for (const code of failureCodesSaying(word)) branches.push(sql`j.failure_code = ${code}`);
  const restaurants = await tx.execute<{ id: string }>(
    sql`select id from app.search_restaurants(${likePattern(word)}, ${word}, ${MOST_RESTAURANTS}) id`,
  );
  const ids = restaurants.map(({ id }) => id);
  if (ids.length <= FEW_RESTAURANTS) for (const id of ids) branches.push(sql`j.restaurant_id = ${id}`);
  else branches.push(sql`j.restaurant_id = any(${sql.param(ids)}::uuid[])`);
  return { q: { branches, isIndexed: true } };
}

/** Staff search for the words they read, not for our codes; a code is understood too. */
export function failureCodesSaying(text: string): FailureCode[] {
  const wanted = text.toLowerCase();
  const code = text.toUpperCase().replace(/\s+/g, "_");
  return FAILURE_CODES.filter(
    (one) =>
      one === code ||
      (wanted.length >= 3 &&
        [FAILURE_WORDS[one].headline({}), FAILURE_WORDS[one].advice({})].some((words) =>
          words.toLowerCase().includes(wanted),
        )),
  );
}

function sharedConditions(tx: ScopedTx, { within, from, to }: JobFilter): SQL {
  const all = [sql`j.organisation_id = ${tx.scope.organisationId}`];
  if (within) all.push(sql`j.updated_at >= now() - make_interval(hours => ${WITHIN_HOURS[within]})`);
  if (from) all.push(sql`j.updated_at >= ${moment("from", from)}::timestamptz`);
  if (to) all.push(sql`j.updated_at < ${moment("to", to)}::timestamptz`);
  return sql.join(all, sql` and `);
}

function moment(field: string, text: string): string {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw invalidInput({ [field]: "This is not a date." });
  return new Date(ms).toISOString();
}

function anyOf(branches: readonly SQL[]): SQL {
  return sql`(${sql.join(
    branches.map((branch) => sql`(${branch})`),
    sql` or `,
  )})`;
}

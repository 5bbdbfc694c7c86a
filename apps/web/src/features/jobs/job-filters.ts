import { JOB_STATUSES } from "@pumpd/model";
import { STATE_WORDS } from "@pumpd/model/words";
import {
  createLoader,
  createSerializer,
  parseAsArrayOf,
  parseAsIsoDate,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import type { JobFilter } from "@/features/answers";

export const VIEWS = ["all", "needs_you", "running", "waiting", "given_up"] as const;
export const STATUS_FILTERS = [...JOB_STATUSES, "needs_look"] as const;
export const WITHIN = ["hour", "day", "week", "month"] as const;

/** What the address of a list of jobs may say. The server's first look and the browser read the same. */
export const jobFilterParsers = {
  // Said even when it is "all": an address that says nothing opens the person's own first view.
  view: parseAsStringLiteral(VIEWS).withDefault("all").withOptions({ clearOnDefault: false }),
  status: parseAsArrayOf(parseAsStringLiteral(STATUS_FILTERS)).withDefault([]),
  type: parseAsArrayOf(parseAsString).withDefault([]),
  restaurant: parseAsArrayOf(parseAsString).withDefault([]),
  by: parseAsArrayOf(parseAsString).withDefault([]),
  within: parseAsStringLiteral(WITHIN),
  from: parseAsIsoDate,
  to: parseAsIsoDate,
  group: parseAsString,
  q: parseAsString.withDefault(""),
  sort: parseAsStringLiteral(["newest", "oldest"]).withDefault("newest"),
};

export const loadJobFilters = createLoader(jobFilterParsers);
export const jobListAddress = createSerializer(jobFilterParsers);
export type JobFilters = Awaited<ReturnType<typeof loadJobFilters>>;
export type SetFilters = (next: Partial<JobFilters>) => void;

export const NO_FILTERS: JobFilters = {
  view: "all",
  status: [],
  type: [],
  restaurant: [],
  by: [],
  within: null,
  from: null,
  to: null,
  group: null,
  q: "",
  sort: "newest",
};

/** The rule behind a list: what is asked of the server, kept in a saved view, and acted upon as a whole. */
export function jobRule(filters: JobFilters, restaurantId?: string): JobFilter {
  const some = <T>(values: T[]): T[] | undefined => (values.length > 0 ? values : undefined);
  const restaurants = restaurantId ? [restaurantId] : filters.restaurant;
  return {
    view: filters.view === "all" ? undefined : filters.view,
    statuses: some(filters.status),
    types: some(filters.type),
    restaurantIds: some(restaurants),
    people: some(filters.by),
    within: filters.within ?? undefined,
    from: filters.from?.toISOString(),
    // The last day belongs to the range.
    to: filters.to ? new Date(filters.to.getTime() + DAY_MS).toISOString() : undefined,
    fingerprint: filters.group ?? undefined,
    q: filters.q.trim() === "" ? undefined : filters.q.trim().slice(0, 120),
  };
}

const DAY_MS = 86_400_000;

/** The way back: a saved rule as the address says it. */
export function filtersOf(rule: JobFilter): JobFilters {
  return {
    ...NO_FILTERS,
    view: rule.view ?? "all",
    status: rule.statuses ?? [],
    type: rule.types ?? [],
    restaurant: rule.restaurantIds ?? [],
    by: rule.people ?? [],
    within: rule.within ?? null,
    from: rule.from ? new Date(rule.from) : null,
    to: rule.to ? new Date(Date.parse(rule.to) - DAY_MS) : null,
    group: rule.fingerprint ?? null,
    q: rule.q ?? "",
  };
}

/** The same question for both sides, so that what the server fetched is found by the browser. */
export function jobListQuestion(filters: Partial<JobFilters>, restaurantId?: string) {
  const { sort } = filters;
  return { ...jobRule({ ...NO_FILTERS, ...filters }, restaurantId), sort: sort === "oldest" ? sort : undefined };
}

export function isFiltered(filters: JobFilters): boolean {
  return !isSameRule(jobRule({ ...filters, view: "all" }), {});
}

export function isSameRule(one: JobFilter, other: JobFilter): boolean {
  const keyOf = (rule: JobFilter) =>
    JSON.stringify(
      Object.entries(rule)
        .filter(([, value]) => value !== undefined)
        .sort(),
    );
  return keyOf(one) === keyOf(other);
}

export function statusWord(status: (typeof STATUS_FILTERS)[number]): string {
  return STATE_WORDS[status === "pending" ? "waiting" : status].word;
}

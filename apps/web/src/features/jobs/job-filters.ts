import { JOB_STATUSES } from "@pumpd/model";
import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const VIEWS = ["all", "needs_you", "running", "waiting", "given_up"] as const;

/** What the address of a list of jobs may say. The server's first look and the browser read the same. */
export const jobFilterParsers = {
  view: parseAsStringLiteral(VIEWS).withDefault("all"),
  status: parseAsArrayOf(parseAsStringLiteral(JOB_STATUSES)).withDefault([]),
  type: parseAsArrayOf(parseAsString).withDefault([]),
  q: parseAsString.withDefault(""),
};

export const loadJobFilters = createLoader(jobFilterParsers);
export type JobFilters = Awaited<ReturnType<typeof loadJobFilters>>;

/** The same question for both sides, so that what the server fetched is found by the browser. */
export function jobListQuestion(filters: JobFilters, restaurantId?: string) {
  return {
    view: filters.view,
    statuses: filters.status.length > 0 ? filters.status : undefined,
    types: filters.type.length > 0 ? filters.type : undefined,
    q: filters.q.trim() === "" ? undefined : filters.q.trim().slice(0, 120),
    restaurantId,
  };
}

export function isFiltered(filters: JobFilters): boolean {
  return filters.status.length > 0 || filters.type.length > 0 || filters.q.trim() !== "";
}

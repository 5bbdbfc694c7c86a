import type { ScopedTx } from "@pumpd/db";
import { countMatchingJobs, type JobListQuery, listJobs, readJobStatuses } from "@pumpd/domain/jobs";
import { readRestaurant } from "@pumpd/domain/restaurants";
import type { SeededOrganisation } from "./big-seed.ts";

/** Answers how many rows came. */
export type ListQuestion = { name: string; ask: (tx: ScopedTx) => Promise<number> };

const PAGE = 50;
const OF_A_RESTAURANT = 12;

/** What the pages ask of a big organisation: each view, each filter, each kind of search, and the pages behind the first. */
export function listQuestions({
  seeded,
  personId,
}: {
  seeded: SeededOrganisation;
  personId: string;
}): readonly ListQuestion[] {
  const list = (name: string, query: JobListQuery): ListQuestion => ({
    name,
    ask: async (tx) => (await listJobs(tx, { limit: PAGE, ...query })).rows.length,
  });
  const { busyRestaurantId } = seeded;
  return [
    list("jobs page", {}),
    {
      name: "jobs page, tenth page",
      ask: async (tx) => {
        const middle = new Date(Date.now() - 30 * 86_400_000).toISOString();
        return (await listJobs(tx, { limit: PAGE, cursor: `${middle}_${busyRestaurantId}` })).rows.length;
      },
    },
    list("oldest first", { sort: "oldest" }),
    list("needs you", { view: "needs_you" }),
    list("running", { view: "running" }),
    list("waiting", { view: "waiting" }),
    list("given up", { view: "given_up" }),
    list("status completed", { statuses: ["completed"] }),
    list("status failed", { statuses: ["failed"] }),
    list("status needs review", { statuses: ["needs_review"] }),
    list("needs a look", { statuses: ["needs_look"] }),
    list("two statuses", { statuses: ["failed", "timeout"] }),
    list("type", { types: ["upload_menu"] }),
    list("two types", { types: ["upload_menu", "register_restaurant"] }),
    list("person", { people: [personId] }),
    list("last week", { within: "week" }),
    list("type and status", { types: ["upload_menu"], statuses: ["failed"] }),
    list("type, status and person", { types: ["upload_menu"], statuses: ["failed"], people: [personId] }),
    list("a filter nobody fits", { types: ["no_such_type"], statuses: ["failed"], people: [personId] }),
    list("search: one restaurant", { q: "place-7" }),
    list("search: many restaurants", { q: "māhina" }),
    list("search: short id", { q: "J-S1F4" }),
    list("search: portal id", { q: "RESseed7" }),
    list("search: words of a failure", { q: "is taken" }),
    list("search: nothing found", { q: "zzzzz" }),
    { name: "count of all, capped", ask: async (tx) => (await countMatchingJobs(tx, {})).count },
    {
      name: "restaurant page: its jobs",
      ask: async (tx) =>
        (await listJobs(tx, { restaurantIds: [busyRestaurantId], limit: OF_A_RESTAURANT })).rows.length,
    },
    {
      name: "restaurant page: the restaurant",
      ask: async (tx) => {
        await readRestaurant(tx, busyRestaurantId);
        return 1;
      },
    },
    {
      name: "poll, nothing new",
      ask: async (tx) =>
        (await readJobStatuses(tx, { since: new Date(Date.now() + 60_000).toISOString() })).rows.length,
    },
  ];
}

"use client";
import { parseAsString, useQueryState } from "nuqs";
import { LoadingRows, NothingForFilters, NothingYet } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import { RestaurantJobRows } from "@/features/jobs/job-rows";
import { useJobTypes } from "@/features/jobs/job-titles";
import type { useJobList } from "@/features/jobs/use-job-list";
import { JOB_WORDS } from "@/features/jobs/words";
import { ArchivedJobs } from "./archived-jobs";
import { RESTAURANT_WORDS as W } from "./words";

const NEEDS_YOU = "needs_you";

/** What was ever asked for here, with filters by type. */
export function RestaurantJobs({
  restaurantId,
  jobs,
  filter,
  onFilter,
}: {
  restaurantId: string;
  jobs: ReturnType<typeof useJobList>;
  filter: string;
  onFilter: (filter: string) => void;
}) {
  const { list, rows } = jobs;
  const types = useJobTypes();
  return (
    <section aria-labelledby="jobs-here">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="jobs-here" className="text-16 font-heading">
          {W.jobsHere}
        </h2>
        <Segmented
          label={W.jobsHere}
          value={filter}
          onChange={onFilter}
          choices={[
            { value: "all", label: W.all },
            ...types.map(({ type, title }) => ({ value: type, label: title })),
            { value: NEEDS_YOU, label: W.needsYou },
          ]}
        />
      </div>
      <Card className="mt-3 overflow-hidden">
        {jobs.unseenCount > 0 ? (
          <p className="border-b border-line py-2 text-center">
            <Button look="link" size="text" onClick={jobs.showNew}>
              {JOB_WORDS.newOnes(jobs.unseenCount)}
            </Button>
          </p>
        ) : null}
        {list.isPending ? <LoadingRows rows={4} /> : null}
        {list.isError && rows.length === 0 ? <NoAnswer error={list.error} onRetry={list.refetch} /> : null}
        {list.isSuccess && rows.length === 0 && filter === "all" ? (
          <NothingYet title={W.noJobsYet}>{W.noJobsYetText}</NothingYet>
        ) : null}
        {list.isSuccess && rows.length === 0 && filter !== "all" ? (
          <NothingForFilters
            title={JOB_WORDS.noneForFilters}
            action={<Button onClick={() => onFilter("all")}>{JOB_WORDS.clear}</Button>}
          >
            {JOB_WORDS.noneForFiltersText}
          </NothingForFilters>
        ) : null}
        <RestaurantJobRows rows={rows} />
        {list.hasNextPage ? (
          <p className="border-t border-line py-2.5 text-center">
            <Button
              look="link"
              size="text"
              onClick={() => void list.fetchNextPage()}
              disabled={list.isFetchingNextPage}
            >
              {JOB_WORDS.showMore}
            </Button>
          </p>
        ) : null}
        {list.isSuccess && !list.hasNextPage ? <ArchivedJobs restaurantId={restaurantId} /> : null}
      </Card>
    </section>
  );
}

export function useRestaurantJobFilter() {
  const [filter, setFilter] = useQueryState("jobs", parseAsString.withDefault("all"));
  const isType = useJobTypes().some(({ type }) => type === filter);
  return {
    filter,
    setFilter: (next: string) => void setFilter(next === "all" ? null : next),
    filters: {
      view: filter === NEEDS_YOU ? ("needs_you" as const) : ("all" as const),
      status: [],
      type: isType ? [filter] : [],
      q: "",
    },
  };
}

"use client";
import { useQueryStates } from "nuqs";
import { type ReactNode, useState } from "react";
import { Freshness } from "@/components/freshness";
import { LoadingRows } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { Button } from "@/components/ui/button";
import { TopBar } from "@/features/frame/top-bar";
import { cn } from "@/lib/cn";
import { later } from "@/lib/later";
import { trpc } from "@/lib/trpc/client";
import {
  type JobFilters,
  jobFilterParsers,
  jobListQuestion,
  jobRule,
  NO_FILTERS,
  type SetFilters,
} from "./job-filters";
import { JobRows } from "./job-rows";
import type { BulkQuestion } from "./list/bulk-question";
import { BulkStrip } from "./list/bulk-strip";
import { FILTER_BUTTON_ID, FilterBar } from "./list/filter-bar";
import { useListKeys } from "./list/use-list-keys";
import { useSelection } from "./list/use-selection";
import { ViewTabs } from "./list/view-tabs";
import { LIST_WORDS } from "./list/words";
import { useJobList } from "./use-job-list";
import { JOB_WORDS as W } from "./words";

// What only some visits need comes with them.
const EmptyList = later(() => import("./list/empty-list"));
const BulkBar = later(() => import("./list/bulk-bar"));
const AskBulk = later(() => import("./list/ask-bulk"));

type JobsPageProps = { title: string; fixedView?: "needs_you" | "given_up"; above?: ReactNode };

/** @param fixedView the list behind "Needs you" or "Given up": the same table with one view */
export function JobsPage({ title, fixedView, above }: JobsPageProps) {
  const [chosen, setChosen] = useQueryStates(jobFilterParsers, { history: "push" });
  const [question, setQuestion] = useState<BulkQuestion>();
  const filters: JobFilters = fixedView ? { ...chosen, view: fixedView } : chosen;
  const rule = jobRule(filters);
  const { list, rows, looking, unseenCount, showNew } = useJobList(jobListQuestion(filters));
  const matching = trpc.jobs.count.useQuery(rule, { placeholderData: (old) => old }).data?.count;
  const selection = useSelection({ rows, rule, key: JSON.stringify(rule) });
  const setFilters: SetFilters = (next) =>
    // Never debounced: an address written late takes back the way to a row that was opened meanwhile.
    void setChosen(next, "q" in next ? { history: "replace" } : undefined);
  useListKeys({
    selection,
    rows,
    matching,
    onAsk: setQuestion,
    onFilter: () => openMenu(FILTER_BUTTON_ID),
  });

  return (
    <>
      <TopBar path={[{ label: title }]}>
        <Freshness lookedAtMs={looking.lookedAtMs} isReconnecting={looking.isReconnecting} />
      </TopBar>
      <h1 className="sr-only">{title}</h1>
      {above}
      {fixedView ? null : <ViewTabs filters={filters} onChoose={(next) => void setChosen(next)} />}
      <FilterBar filters={filters} onChange={setFilters} />
      <BulkStrip />
      {unseenCount > 0 ? (
        <div className="border-t border-line px-4 py-2 text-center desk:px-8">
          <Button look="link" size="text" onClick={showNew}>
            {W.newOnes(unseenCount)}
          </Button>
        </div>
      ) : null}
      <div
        className={cn(
          "border-t border-line-2/70 desk:border-t-0",
          list.isPlaceholderData && "opacity-60 transition-opacity",
        )}
      >
        {list.isPending ? <LoadingRows rows={9} /> : null}
        {list.isError && rows.length === 0 ? <NoAnswer error={list.error} onRetry={list.refetch} /> : null}
        {rows.length > 0 ? (
          <JobRows
            rows={rows}
            sort={filters.sort}
            onSort={(sort) => setFilters({ sort })}
            selection={selection}
            onAsk={setQuestion}
            isForOwners={filters.view === "needs_you" || filters.view === "given_up"}
          />
        ) : null}
        {list.isSuccess && rows.length === 0 && !list.hasNextPage ? (
          <EmptyList filters={filters} onClear={() => void setChosen({ ...NO_FILTERS, view: filters.view })} />
        ) : null}
      </div>
      {rows.length > 0 || list.hasNextPage ? (
        <Foot
          shown={rows.length}
          matching={matching}
          isShort={list.data?.pages.at(-1)?.lookedBackTo != null}
          more={
            list.hasNextPage
              ? { onMore: () => void list.fetchNextPage(), isFetching: list.isFetchingNextPage }
              : undefined
          }
        />
      ) : null}
      {selection.chosen ? <BulkBar selection={selection} matching={matching} onAsk={setQuestion} /> : null}
      {question ? (
        <AskBulk question={question} onClose={() => setQuestion(undefined)} onStarted={selection.clear} />
      ) : null}
    </>
  );
}

/** A menu opens on its own key, as it would for somebody who came there by Tab. */
function openMenu(id: string): void {
  const button = document.getElementById(id);
  button?.focus();
  button?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
}

type FootProps = {
  shown: number;
  matching: number | undefined;
  /** looking stopped before the page was full */
  isShort: boolean;
  more: { onMore: () => void; isFetching: boolean } | undefined;
};

function Foot({ shown, matching, isShort, more }: FootProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-4 pb-24 text-13 text-ink-3 desk:px-8">
      <span>
        {W.shown(shown)} {matching === undefined || isShort ? null : LIST_WORDS.match(matching)}
        {isShort ? LIST_WORDS.lookedBack : null}
      </span>
      {more ? (
        <Button size="row" onClick={more.onMore} disabled={more.isFetching}>
          {isShort ? LIST_WORDS.lookFurther : W.showMore}
        </Button>
      ) : null}
    </div>
  );
}

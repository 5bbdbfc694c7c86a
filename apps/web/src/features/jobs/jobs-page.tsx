"use client";
import { JOB_TYPES } from "@pumpd/automations/definitions";
import { JOB_STATUSES, type JobStatus } from "@pumpd/model";
import { STATE_WORDS } from "@pumpd/model/words";
import { ListFilter, Search, X } from "lucide-react";
import Link from "next/link";
import { debounce, useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { Freshness } from "@/components/freshness";
import { LoadingRows, NothingForFilters, NothingYet } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoice, MenuLabel } from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import { Count } from "@/components/ui/pill";
import { TopBar } from "@/features/frame/top-bar";
import { cn } from "@/lib/cn";
import { trpc } from "@/lib/trpc/client";
import { isFiltered, type JobFilters, jobFilterParsers, jobListQuestion, VIEWS } from "./job-filters";
import { JobRows } from "./job-rows";
import { jobTitle } from "./job-type";
import { useJobList } from "./use-job-list";
import { JOB_WORDS as W } from "./words";

type SetFilters = (next: Partial<JobFilters> | null) => void;

type JobsPageProps = { title: string; fixedView?: JobFilters["view"]; above?: ReactNode };

/** @param fixedView the list behind "Needs you": the same table with one view */
export function JobsPage({ title, fixedView, above }: JobsPageProps) {
  const [chosen, setChosen] = useQueryStates(jobFilterParsers, { history: "push" });
  const filters: JobFilters = fixedView ? { ...chosen, view: fixedView } : chosen;
  const { list, rows, looking, unseenCount, showNew } = useJobList(jobListQuestion(filters));
  const setFilters: SetFilters = (next) =>
    void setChosen(next, next && "q" in next ? { history: "replace", limitUrlUpdates: debounce(250) } : undefined);

  return (
    <>
      <TopBar path={[{ label: title }]}>
        <Freshness lookedAtMs={looking.lookedAtMs} isReconnecting={looking.isReconnecting} />
      </TopBar>
      <h1 className="sr-only">{title}</h1>
      {above}
      {fixedView ? null : <Views current={filters.view} onChoose={(view) => setFilters({ view })} />}
      <FilterBar filters={filters} onChange={setFilters} />
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
        {rows.length > 0 ? <JobRows rows={rows} /> : null}
        {list.isSuccess && rows.length === 0 ? (
          <Empty filters={filters} onClear={() => setFilters({ status: [], type: [], q: "" })} />
        ) : null}
      </div>
      {rows.length > 0 ? (
        <div className="flex items-center gap-4 px-4 py-4 text-13 text-ink-3 desk:px-8">
          {W.shown(rows.length)}
          {list.hasNextPage ? (
            <Button size="row" onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
              {W.showMore}
            </Button>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

function Empty({ filters, onClear }: { filters: JobFilters; onClear: () => void }) {
  if (isFiltered(filters)) {
    return (
      <NothingForFilters title={W.noneForFilters} action={<Button onClick={onClear}>{W.clear}</Button>}>
        {W.noneForFiltersText}
      </NothingForFilters>
    );
  }
  if (filters.view === "needs_you") {
    return <NothingYet title={W.allQuiet}>{W.allQuietText}</NothingYet>;
  }
  return (
    <NothingYet
      title={W.noneYet}
      action={
        <Button asChild>
          <Link href="/restaurants">{W.chooseRestaurant}</Link>
        </Button>
      }
    >
      {W.noneYetText}
    </NothingYet>
  );
}

function Views({ current, onChoose }: { current: JobFilters["view"]; onChoose: (view: JobFilters["view"]) => void }) {
  const counts = trpc.jobs.counts.useQuery().data;
  const countOf: Partial<Record<JobFilters["view"], number>> = {
    needs_you: counts?.needsYou,
    given_up: counts?.givenUp,
  };
  return (
    <nav aria-label="Views" className="flex gap-5 overflow-x-auto border-b border-line-2/70 px-4 desk:px-8">
      {VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          aria-pressed={view === current}
          onClick={() => onChoose(view)}
          className="-mb-px flex h-[42px] shrink-0 items-center gap-2 border-b-2 border-transparent px-0.5 text-14 text-ink-2 -outline-offset-2 hover:text-ink aria-pressed:border-act aria-pressed:font-heading aria-pressed:text-ink touch:h-12"
        >
          {W.views[view]}
          {countOf[view] ? <Count n={countOf[view]} /> : null}
        </button>
      ))}
    </nav>
  );
}

function FilterBar({ filters, onChange }: { filters: JobFilters; onChange: SetFilters }) {
  const toggled = <T,>(list: readonly T[], one: T): T[] =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-3 desk:px-8">
      <Input
        type="search"
        aria-label={W.search}
        placeholder={W.search}
        className="w-full desk:w-[312px]"
        start={<Search aria-hidden />}
        value={filters.q}
        maxLength={120}
        onChange={(event) => onChange({ q: event.target.value })}
      />
      {filters.status.map((status) => (
        <Chip
          key={status}
          onRemove={() => onChange({ status: toggled(filters.status, status) })}
          label={`${W.status} ${statusWord(status)}`}
        >
          {W.status} is <b className="font-heading">{statusWord(status)}</b>
        </Chip>
      ))}
      {filters.type.map((type) => (
        <Chip
          key={type}
          onRemove={() => onChange({ type: toggled(filters.type, type) })}
          label={`${W.type} ${jobTitle(type)}`}
        >
          {W.type} is <b className="font-heading">{jobTitle(type)}</b>
        </Chip>
      ))}
      <Menu
        align="start"
        trigger={
          <Button look="ghost">
            <ListFilter aria-hidden />
            {W.filter}
          </Button>
        }
      >
        <MenuLabel>{W.status}</MenuLabel>
        {JOB_STATUSES.map((status) => (
          <MenuChoice
            key={status}
            isChosen={filters.status.includes(status)}
            onSelect={() => onChange({ status: toggled(filters.status, status) })}
          >
            {statusWord(status)}
          </MenuChoice>
        ))}
        <MenuLabel>{W.type}</MenuLabel>
        {JOB_TYPES.map((type) => (
          <MenuChoice
            key={type}
            isChosen={filters.type.includes(type)}
            onSelect={() => onChange({ type: toggled(filters.type, type) })}
          >
            {jobTitle(type)}
          </MenuChoice>
        ))}
      </Menu>
    </div>
  );
}

function statusWord(status: JobStatus): string {
  return STATE_WORDS[status === "pending" ? "waiting" : status].word;
}

function Chip({ children, label, onRemove }: { children: ReactNode; label: string; onRemove: () => void }) {
  return (
    <span className="target flex h-[34px] items-center gap-1 rounded-control border border-line-2 bg-card pl-3 text-13 text-ink-2 [&_b]:text-ink">
      <span>{children}</span>
      <button
        type="button"
        aria-label={`Remove the filter ${label}`}
        onClick={onRemove}
        className="grid size-[30px] place-items-center rounded-cell text-ink-3 hover:text-ink touch:size-11 [&_svg]:size-3.5"
      >
        <X aria-hidden />
      </button>
    </span>
  );
}

"use client";
import { FileUp, Plus, Search, Store } from "lucide-react";
import Link from "next/link";
import { useQueryState } from "nuqs";
import { LoadingRows, NothingForFilters, NothingYet } from "@/components/list-faces";
import { MayButton } from "@/components/may-button";
import { NoAnswer } from "@/components/no-answer";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { RestaurantRow } from "@/features/answers";
import { TopBar } from "@/features/frame/top-bar";
import { JobTitle, useJobTypes } from "@/features/jobs/job-titles";
import { StatusWord } from "@/features/jobs/status-word";
import { JOB_WORDS } from "@/features/jobs/words";
import { useMay } from "@/features/session/me";
import { cn } from "@/lib/cn";
import { trpc } from "@/lib/trpc/client";
import { restaurantListQuestion, restaurantSearchParser } from "./restaurant-search";
import { RESTAURANT_WORDS as W } from "./words";

export function RestaurantsPage() {
  // Never debounced: an address written late takes back the way to a row that was opened meanwhile.
  const [q, setQ] = useQueryState("q", restaurantSearchParser);
  const list = trpc.restaurants.list.useInfiniteQuery(restaurantListQuestion(q), {
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (old) => old,
  });
  const rows: RestaurantRow[] = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <TopBar path={[{ label: W.title }]}>
        <span className="max-desk:hidden">
          <ImportButton />
        </span>
        <AddButton />
      </TopBar>
      <div className="flex flex-wrap items-center gap-4 px-4 pt-6 pb-4 desk:px-8">
        <h1 className="flex-1 text-26 font-heading">{W.title}</h1>
        <span className="desk:hidden">
          <ImportButton />
        </span>
        <Input
          type="search"
          aria-label={W.search}
          placeholder={W.search}
          className="w-full desk:w-[340px]"
          start={<Search aria-hidden />}
          value={q}
          maxLength={120}
          onChange={(event) => void setQ(event.target.value === "" ? null : event.target.value)}
        />
      </div>
      <div className={cn("border-t border-line-2/70", list.isPlaceholderData && "opacity-60 transition-opacity")}>
        {list.isPending ? <LoadingRows rows={8} /> : null}
        {list.isError && rows.length === 0 ? <NoAnswer error={list.error} onRetry={list.refetch} /> : null}
        {list.isSuccess && rows.length === 0 && q.trim() === "" ? (
          <NothingYet
            icon={<Store aria-hidden />}
            title={W.none}
            action={
              <span className="flex flex-wrap justify-center gap-3">
                <AddButton />
                <ImportButton />
              </span>
            }
          >
            {W.noneText}
          </NothingYet>
        ) : null}
        {list.isSuccess && rows.length === 0 && q.trim() !== "" ? (
          <NothingForFilters
            title={W.noneForSearch}
            action={<Button onClick={() => void setQ(null)}>{W.clearSearch}</Button>}
          >
            {W.noneForSearchText(q.trim())}
          </NothingForFilters>
        ) : null}
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      </div>
      {list.hasNextPage ? (
        <div className="px-4 py-4 desk:px-8">
          <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
            {JOB_WORDS.showMore}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function AddButton() {
  const may = useMay("operator");
  if (!may.may) {
    return (
      <MayButton whyNot={may.why}>
        <Plus aria-hidden />
        {W.add}
      </MayButton>
    );
  }
  return (
    <Button asChild>
      <Link href="/restaurants/new">
        <Plus aria-hidden />
        {W.add}
      </Link>
    </Button>
  );
}

function ImportButton() {
  const may = useMay("operator");
  if (!may.may) return null;
  return (
    <Button asChild>
      <Link href="/restaurants/import">
        <FileUp aria-hidden />
        {W.importCsv}
      </Link>
    </Button>
  );
}

function Row({ row }: { row: RestaurantRow }) {
  const typeCount = useJobTypes().length;
  return (
    <li className="relative grid items-center gap-x-6 gap-y-1 px-4 py-3 hover:bg-hover has-[a:focus-visible]:bg-hover desk:grid-cols-[minmax(0,1fr)_260px_180px_84px] desk:px-8">
      <div className="min-w-0">
        <Link
          href={`/restaurants/${row.id}`}
          data-row
          className="voice-place text-[17px]/6 after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          {row.name}
        </Link>
        <p className="truncate text-13 text-ink-3">{row.address ?? W.noAddress}</p>
      </div>
      <p className="text-13 text-ink-2">{seenWords(row, typeCount)}</p>
      <p className="text-13">
        {row.openJob ? <StatusWord state={row.openJob.state} className="text-13" /> : null}
        {row.openJob ? (
          <span className="ml-2 text-ink-3">
            <JobTitle of={row.openJob} />
          </span>
        ) : null}
      </p>
      <Time at={row.updatedAt} className="hidden text-right text-13 text-ink-3 desk:block" />
    </li>
  );
}

/** "Registered" or what stands first: a milestone is a fact read at the portal. */
function seenWords(row: RestaurantRow, typeCount: number): string {
  if (row.milestones.length === 0) return W.notRegistered;
  if (row.milestones.length >= typeCount && typeCount > 1) return W.allSeen;
  return W.registered(row.subdomain);
}

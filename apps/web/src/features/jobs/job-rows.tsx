"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { SegmentBar } from "@/components/segments";
import { Time } from "@/components/time";
import { Checkbox } from "@/components/ui/checkbox";
import type { JobRow } from "@/features/answers";
import { useNow, useZone } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { later } from "@/lib/later";
import { afterWord, jobSentence, slaWords, whatHappens } from "./job-sentence";
import { JobTitle } from "./job-titles";
import type { BulkQuestion } from "./list/bulk-question";
import type { Selection } from "./list/use-selection";
import { LIST_WORDS } from "./list/words";
import { StatusWord } from "./status-word";
import { JOB_WORDS } from "./words";

/** Eight verbs and a menu for each of fifty rows: made where the pointer or the focus is. */
const RowActions = later(() => import("./list/row-actions"));

const HEAD = "px-2 text-left text-12 font-control text-ink-2 first:pl-8 last:pr-8 h-8 whitespace-nowrap";
const CELL = "px-2 first:pl-8 last:pr-8 h-[42px] whitespace-nowrap align-middle";

export type JobRowsProps = {
  rows: readonly JobRow[];
  sort: "newest" | "oldest";
  onSort: (sort: "newest" | "oldest") => void;
  selection: Selection;
  onAsk: (question: BulkQuestion) => void;
  /** lists of what needs people say who has it; the others who asked for it */
  isForOwners: boolean;
};

/** A table on a desk, cards on a phone; each row is one link. */
export function JobRows({ rows, sort, onSort, selection, onAsk, isForOwners }: JobRowsProps) {
  const { columns } = JOB_WORDS;
  const tickedCount = rows.filter((row) => selection.isTicked(row.id)).length;
  return (
    <>
      <table className="hidden w-full table-fixed border-collapse desk:table">
        <thead className="border-b border-line-2/70 bg-canvas">
          <tr>
            <th scope="col" className={cn(HEAD, "w-[58px]")}>
              <Checkbox
                aria-label={LIST_WORDS.selectPage}
                checked={tickedCount === 0 ? false : tickedCount === rows.length ? true : "indeterminate"}
                onCheckedChange={selection.tickShown}
              />
            </th>
            <th scope="col" className={cn(HEAD, "w-[178px]")}>
              {columns.status}
            </th>
            <th scope="col" className={cn(HEAD, "w-[208px]")}>
              {columns.restaurant}
            </th>
            <th scope="col" className={cn(HEAD, "w-[112px]")}>
              {columns.job}
            </th>
            <th scope="col" className={HEAD}>
              {columns.happening}
            </th>
            <th scope="col" className={cn(HEAD, "w-[60px] max-[1180px]:hidden")}>
              {columns.attempt}
            </th>
            <th scope="col" className={cn(HEAD, "w-[98px] max-[1180px]:hidden")}>
              {isForOwners ? LIST_WORDS.whoHasIt : columns.askedBy}
            </th>
            <th
              scope="col"
              aria-sort={sort === "newest" ? "descending" : "ascending"}
              className={cn(HEAD, "w-[84px] text-right text-ink")}
            >
              <button
                type="button"
                title={sort === "newest" ? LIST_WORDS.oldestFirst : LIST_WORDS.newestFirst}
                onClick={() => onSort(sort === "newest" ? "oldest" : "newest")}
                className="inline-flex items-center gap-1 hover:underline [&_svg]:size-3.5"
              >
                {columns.updated}
                {sort === "newest" ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />}
              </button>
            </th>
            <th scope="col" className={cn(HEAD, "w-[112px]")}>
              {columns.id}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.id} row={row} selection={selection} onAsk={onAsk} isForOwners={isForOwners} />
          ))}
        </tbody>
      </table>
      <ul className="divide-y divide-line desk:hidden">
        {rows.map((row) => (
          <CardRow key={row.id} row={row} selection={selection} isForOwners={isForOwners} />
        ))}
      </ul>
    </>
  );
}

function Happening({ row, hasNote = false }: { row: JobRow; hasNote?: boolean }) {
  const nowMs = useNow();
  const zone = useZone();
  const sla = slaWords(row, nowMs);
  const noted = (said: string) => (hasNote && row.note ? `${said}. ${LIST_WORDS.noteLabel}: ${row.note}` : said);
  const isMoving = row.state === "running" && row.progress && row.progress.of > 0;
  return (
    <span className="flex min-w-0 items-center gap-3">
      {isMoving && row.progress ? (
        <SegmentBar n={row.progress.n} of={row.progress.of} fraction={itemFraction(row)} className="w-24 shrink-0" />
      ) : null}
      <span className="min-w-0 desk:truncate" title={noted(jobSentence(row, { nowMs, zone }))}>
        {noted(whatHappens(row, { nowMs, zone }))}
      </span>
      {sla ? <span className="shrink-0 text-13 font-control text-bell">{sla}</span> : null}
    </span>
  );
}

function itemFraction(row: JobRow): number {
  const item = row.progress?.item;
  return item && item.of > 0 ? item.n / item.of : 0.5;
}

type TableRowProps = { row: JobRow } & Pick<JobRowsProps, "selection" | "onAsk" | "isForOwners">;

function TableRow({ row, selection, onAsk, isForOwners }: TableRowProps) {
  const nowMs = useNow();
  const isTicked = selection.isTicked(row.id);
  const [isNear, setIsNear] = useState(false);
  return (
    <tr
      onPointerEnter={() => setIsNear(true)}
      onFocus={() => setIsNear(true)}
      className={cn(
        "group relative border-b border-line transition-colors duration-120 hover:bg-hover has-[a:focus-visible]:bg-hover",
        isTicked && "bg-move-soft hover:bg-move-soft",
      )}
    >
      <td className={CELL}>
        <Checkbox
          className="z-10"
          aria-label={LIST_WORDS.select(row.shortId)}
          checked={isTicked}
          onCheckedChange={(_, how) => selection.tick(row.id, how)}
        />
      </td>
      <td className={CELL}>
        <StatusWord state={row.state} more={afterWord(row, nowMs)} />
      </td>
      <td className={cn(CELL, "truncate")}>
        <Link
          href={`/jobs/${row.shortId}`}
          data-row={row.id}
          className="voice-place text-16 after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          {row.restaurant.name}
        </Link>
      </td>
      <td className={cn(CELL, "truncate text-ink-2")}>
        <JobTitle of={row} />
      </td>
      <td className={cn(CELL, "overflow-hidden text-ink-2")}>
        <Happening row={row} hasNote={isForOwners} />
      </td>
      <td className={cn(CELL, "text-13 text-ink-3 max-[1180px]:hidden")}>
        {row.attempt === 0 ? "–" : `${Math.min(row.attempt, row.maxTries)} of ${row.maxTries}`}
      </td>
      <td className={cn(CELL, "truncate text-13 text-ink-2 max-[1180px]:hidden")}>
        {isForOwners ? (row.owner?.name ?? LIST_WORDS.nobody) : row.askedBy}
      </td>
      <td className={cn(CELL, "text-right text-13 text-ink-2")}>
        <Time at={row.updatedAt} as="age" />
      </td>
      <td className={cn(CELL, "voice-machine text-ink-2")}>
        {row.shortId}
        <span className="absolute inset-y-0 right-0 z-10 hidden items-center bg-hover pr-8 pl-4 font-sans group-hover:flex group-focus-within:flex has-[[data-state=open]]:flex">
          {isNear ? <RowActions row={row} onAsk={onAsk} /> : null}
        </span>
      </td>
    </tr>
  );
}

function CardRow({ row, selection, isForOwners }: Omit<TableRowProps, "onAsk">) {
  const nowMs = useNow();
  return (
    <li className={cn("relative py-3 pr-4 pl-12", selection.isTicked(row.id) && "bg-move-soft")}>
      <Checkbox
        className="absolute top-4 left-4 z-10"
        aria-label={LIST_WORDS.select(row.shortId)}
        checked={selection.isTicked(row.id)}
        onCheckedChange={(_, how) => selection.tick(row.id, how)}
      />
      <div className="flex items-baseline justify-between gap-3">
        <StatusWord state={row.state} more={afterWord(row, nowMs)} />
        <Time at={row.updatedAt} as="ago" className="text-13 text-ink-3" />
      </div>
      <p className="mt-0.5">
        <Link
          href={`/jobs/${row.shortId}`}
          data-row
          className="voice-place text-16 after:absolute after:inset-0 after:content-['']"
        >
          {row.restaurant.name}
        </Link>
        <span className="ml-2 text-13 text-ink-3">
          <JobTitle of={row} />
        </span>
      </p>
      <div className="mt-0.5 text-13 text-ink-2">
        <Happening row={row} hasNote={isForOwners} />
      </div>
      {isForOwners && row.owner ? <p className="mt-0.5 text-12 text-ink-3">{JOB_WORDS.hasIt(row.owner.name)}</p> : null}
    </li>
  );
}

/** The same jobs where the restaurant is known already: in its own page. */
export function RestaurantJobRows({ rows }: { rows: readonly JobRow[] }) {
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <RestaurantJobRow key={row.id} row={row} />
      ))}
    </ul>
  );
}

function RestaurantJobRow({ row }: { row: JobRow }) {
  const nowMs = useNow();
  return (
    <li className="relative grid gap-x-3 gap-y-0.5 px-5 py-2.5 hover:bg-hover desk:grid-cols-[136px_86px_minmax(0,1fr)_76px_78px] desk:items-center">
      <span className="flex items-baseline justify-between gap-3">
        <StatusWord state={row.state} more={afterWord(row, nowMs)} />
        <Time at={row.updatedAt} className="text-13 text-ink-3 desk:hidden" />
      </span>
      <Link
        href={`/jobs/${row.shortId}`}
        data-row
        className="text-ink-2 after:absolute after:inset-0 after:content-['']"
      >
        <JobTitle of={row} />
      </Link>
      <span className="min-w-0 text-13 text-ink-2 desk:text-14">
        <Happening row={row} />
      </span>
      <span className="voice-machine hidden text-ink-2 desk:block">{row.shortId}</span>
      <Time at={row.updatedAt} className="hidden text-right text-13 text-ink-2 desk:block" />
    </li>
  );
}

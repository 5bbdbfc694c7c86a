"use client";
import Link from "next/link";
import { SegmentBar } from "@/components/segments";
import { Time } from "@/components/time";
import type { JobRow } from "@/features/answers";
import { useNow, useZone } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { afterWord, jobSentence } from "./job-sentence";
import { titleOfJob } from "./job-type";
import { StatusWord } from "./status-word";
import { JOB_WORDS } from "./words";

const HEAD = "px-2 text-left text-12 font-control text-ink-2 first:pl-8 last:pr-8 h-8 whitespace-nowrap";
const CELL = "px-2 first:pl-8 last:pr-8 h-[42px] whitespace-nowrap align-middle";

/** A table on a desk, cards on a phone; each row is one link. */
export function JobRows({ rows }: { rows: readonly JobRow[] }) {
  const { columns } = JOB_WORDS;
  return (
    <>
      <table className="hidden w-full table-fixed border-collapse desk:table">
        <thead className="border-b border-line-2/70 bg-canvas">
          <tr>
            <th scope="col" className={cn(HEAD, "w-[190px]")}>
              {columns.status}
            </th>
            <th scope="col" className={cn(HEAD, "w-[222px]")}>
              {columns.restaurant}
            </th>
            <th scope="col" className={cn(HEAD, "w-[84px]")}>
              {columns.job}
            </th>
            <th scope="col" className={HEAD}>
              {columns.happening}
            </th>
            <th scope="col" className={cn(HEAD, "w-[60px] max-[1180px]:hidden")}>
              {columns.attempt}
            </th>
            <th scope="col" className={cn(HEAD, "w-[98px] max-[1180px]:hidden")}>
              {columns.askedBy}
            </th>
            <th scope="col" className={cn(HEAD, "w-[70px] text-right text-ink")}>
              {columns.updated}
            </th>
            <th scope="col" className={cn(HEAD, "w-[112px]")}>
              {columns.id}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.id} row={row} />
          ))}
        </tbody>
      </table>
      <ul className="divide-y divide-line desk:hidden">
        {rows.map((row) => (
          <CardRow key={row.id} row={row} />
        ))}
      </ul>
    </>
  );
}

function Happening({ row }: { row: JobRow }) {
  const nowMs = useNow();
  const zone = useZone();
  const sentence = jobSentence(row, { nowMs, zone });
  const isMoving = row.state === "running" && row.progress && row.progress.of > 0;
  return (
    <span className="flex min-w-0 items-center gap-3">
      {isMoving && row.progress ? (
        <SegmentBar n={row.progress.n} of={row.progress.of} fraction={itemFraction(row)} className="w-24 shrink-0" />
      ) : null}
      <span className="min-w-0 desk:truncate" title={sentence}>
        {sentence}
      </span>
    </span>
  );
}

function itemFraction(row: JobRow): number {
  const item = row.progress?.item;
  return item && item.of > 0 ? item.n / item.of : 0.5;
}

function TableRow({ row }: { row: JobRow }) {
  const nowMs = useNow();
  return (
    <tr className="group relative border-b border-line transition-colors duration-120 hover:bg-hover has-[a:focus-visible]:bg-hover">
      <td className={CELL}>
        <StatusWord state={row.state} more={afterWord(row, nowMs)} />
      </td>
      <td className={cn(CELL, "truncate")}>
        <Link
          href={`/jobs/${row.shortId}`}
          data-row
          className="voice-place text-16 after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          {row.restaurant.name}
        </Link>
      </td>
      <td className={cn(CELL, "truncate text-ink-2")}>{titleOfJob(row)}</td>
      <td className={cn(CELL, "overflow-hidden text-ink-2")}>
        <Happening row={row} />
      </td>
      <td className={cn(CELL, "text-13 text-ink-3 max-[1180px]:hidden")}>
        {row.attempt === 0 ? "–" : `${Math.min(row.attempt, row.maxTries)} of ${row.maxTries}`}
      </td>
      <td className={cn(CELL, "truncate text-13 text-ink-2 max-[1180px]:hidden")}>{row.askedBy}</td>
      <td className={cn(CELL, "text-right text-13 text-ink-2")}>
        <Time at={row.updatedAt} as="age" />
      </td>
      <td className={cn(CELL, "voice-machine text-ink-2")}>{row.shortId}</td>
    </tr>
  );
}

function CardRow({ row }: { row: JobRow }) {
  const nowMs = useNow();
  return (
    <li className="relative px-4 py-3">
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
        <span className="ml-2 text-13 text-ink-3">{titleOfJob(row)}</span>
      </p>
      <div className="mt-0.5 text-13 text-ink-2">
        <Happening row={row} />
      </div>
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
        {titleOfJob(row)}
      </Link>
      <span className="min-w-0 text-13 text-ink-2 desk:text-14">
        <Happening row={row} />
      </span>
      <span className="voice-machine hidden text-ink-2 desk:block">{row.shortId}</span>
      <Time at={row.updatedAt} className="hidden text-right text-13 text-ink-2 desk:block" />
    </li>
  );
}

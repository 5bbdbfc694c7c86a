"use client";
import Link from "next/link";
import { Time } from "@/components/time";
import { MenuItem, MenuLabel, MenuLine } from "@/components/ui/dropdown-menu";
import type { Notices } from "@/features/answers";
import { jobListAddress } from "@/features/jobs/job-filters";
import { JobTitle } from "@/features/jobs/job-titles";
import { StatusWord } from "@/features/jobs/status-word";
import { useMe } from "@/features/session/me";
import { cn } from "@/lib/cn";
import { NOTICE_WORDS as W } from "./words";

export default function NoticeItems({ rows }: { rows: Notices["rows"] }) {
  const me = useMe();
  return (
    <>
      <MenuLabel>{W.title}</MenuLabel>
      {rows.length === 0 ? <p className="max-w-72 px-2.5 py-2 text-13 text-ink-2">{W.none}</p> : null}
      {rows.map(({ job, isUnseen }) => (
        <MenuItem
          key={job.id}
          asChild
          className="block w-[min(340px,calc(100vw-32px))] rounded-cell px-2.5 py-1.5 outline-none data-[highlighted]:bg-hover"
        >
          <Link href={`/jobs/${job.shortId}`}>
            <span className="flex items-baseline gap-2">
              <StatusWord state={job.state} className="text-13" />
              {isUnseen ? <b className="text-12 font-heading text-move">{W.fresh}</b> : null}
              <Time at={job.updatedAt} as="ago" className="ml-auto text-12 text-ink-3" />
            </span>
            <span className={cn("block truncate text-14", isUnseen && "font-heading")}>
              {job.restaurant.name}{" "}
              <span className="text-13 font-regular text-ink-2">
                <JobTitle of={job} />
              </span>
            </span>
          </Link>
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem asChild>
        <Link href={jobListAddress("/jobs", { by: [me.person.id] })}>{W.all}</Link>
      </MenuItem>
    </>
  );
}

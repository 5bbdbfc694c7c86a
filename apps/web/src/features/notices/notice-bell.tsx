"use client";
import { Bell } from "lucide-react";
import Link from "next/link";
import { DropdownMenu as Base } from "radix-ui";
import { useState } from "react";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel, MenuLine } from "@/components/ui/dropdown-menu";
import type { Notices } from "@/features/answers";
import { jobListAddress } from "@/features/jobs/job-filters";
import { jobTitle } from "@/features/jobs/job-type";
import { StatusWord } from "@/features/jobs/status-word";
import { useMe } from "@/features/session/me";
import { cn } from "@/lib/cn";
import { trpc } from "@/lib/trpc/client";
import { NOTICE_WORDS as W } from "./words";

const SHOWN = 8;

/** What became of one's own jobs since one last looked. Opening it is looking. */
export function NoticeBell({ side = "top" }: { side?: "top" | "bottom" }) {
  const me = useMe();
  const utils = trpc.useUtils();
  const notices: Notices | undefined = trpc.notices.list.useQuery().data;
  // As it was when it was opened: looking must not take the marks away under the reader's eyes.
  const [shown, setShown] = useState<Notices["rows"]>([]);
  const look = trpc.notices.look.useMutation({ onSuccess: () => utils.notices.list.invalidate() });
  const unseenCount = notices?.unseenCount ?? 0;

  function onOpen(isOpen: boolean) {
    if (!isOpen) return;
    setShown(notices?.rows.slice(0, SHOWN) ?? []);
    if (unseenCount > 0) look.mutate();
  }

  return (
    <Menu
      align={side === "top" ? "start" : "end"}
      side={side}
      onOpenChange={onOpen}
      trigger={
        <Button look="ghost" size="icon" className="relative" aria-label={W.bell(unseenCount)}>
          <Bell aria-hidden />
          {unseenCount > 0 ? (
            <i
              aria-hidden
              className="absolute top-1.5 right-1.5 size-2 rounded-full border border-canvas bg-move-solid"
            />
          ) : null}
        </Button>
      }
    >
      <MenuLabel>{W.title}</MenuLabel>
      {shown.length === 0 ? <p className="max-w-72 px-2.5 py-2 text-13 text-ink-2">{W.none}</p> : null}
      {shown.map(({ job, isUnseen }) => (
        <Base.Item
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
              {job.restaurant.name} <span className="text-13 font-regular text-ink-2">{jobTitle(job.type)}</span>
            </span>
          </Link>
        </Base.Item>
      ))}
      <MenuLine />
      <MenuItem asChild>
        <Link href={jobListAddress("/jobs", { by: [me.person.id] })}>{W.all}</Link>
      </MenuItem>
    </Menu>
  );
}

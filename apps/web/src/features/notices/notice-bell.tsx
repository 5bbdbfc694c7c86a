"use client";
import { Bell } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/dropdown-menu";
import type { Notices } from "@/features/answers";
import { later } from "@/lib/later";
import { trpc } from "@/lib/trpc/client";
import { NOTICE_WORDS as W } from "./words";

const NoticeItems = later(() => import("./notice-items"));
const SHOWN = 8;

/** What became of one's own jobs since one last looked. Opening it is looking. */
export function NoticeBell({ side = "top" }: { side?: "top" | "bottom" }) {
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
      <NoticeItems rows={shown} />
    </Menu>
  );
}

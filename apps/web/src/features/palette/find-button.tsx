"use client";
import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { cn } from "@/lib/cn";
import { useFindOrStart } from "./find-or-start";
import { PALETTE_WORDS as W } from "./words";

export function FindButton({ className }: { className?: string }) {
  const { open } = useFindOrStart();
  return (
    <button
      type="button"
      aria-keyshortcuts="Meta+K Control+K"
      onClick={() => open("palette")}
      className={cn(
        "flex h-8 w-full items-center gap-2.5 rounded-control px-2 text-14 text-ink-2 hover:bg-hover hover:text-ink",
        className,
      )}
    >
      <Search aria-hidden />
      <span className="flex-1 text-left">{W.openShort}</span>
      <Kbd>{W.key}</Kbd>
    </button>
  );
}

/** The same on a phone, where there is no sidebar. */
export function FindIcon() {
  const { open } = useFindOrStart();
  return (
    <Button look="ghost" size="icon" aria-label={W.open} onClick={() => open("palette")} className="-mr-2 desk:hidden">
      <Search aria-hidden />
    </Button>
  );
}

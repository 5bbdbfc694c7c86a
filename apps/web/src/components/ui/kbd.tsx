import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      aria-hidden
      className={cn(
        "grid h-5 min-w-[18px] place-items-center rounded-[4px] border border-b-2 border-line-2 bg-card px-1 font-sans text-11 font-control text-ink-3 touch:hidden",
        className,
      )}
    >
      {children}
    </kbd>
  );
}

import type { ReactNode } from "react";
import { TONE_SOFT, type Tone } from "@/components/tone";
import { cn } from "@/lib/cn";

export function Pill({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={cn(
        "inline-flex h-[26px] items-center gap-1.5 rounded-full border pr-2.5 pl-2 text-13 font-heading whitespace-nowrap",
        TONE_SOFT[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}

/** A count beside a name in the sidebar. */
export function Count({ n, tone }: { n: number; tone?: "bell" }) {
  if (tone) {
    return (
      <span className="grid h-5 min-w-5 place-items-center rounded-full border border-bell-line bg-bell-soft px-1.5 text-12 font-control text-bell">
        {shownCount(n)}
      </span>
    );
  }
  return <span className="text-12 text-ink-3">{shownCount(n)}</span>;
}

/** Counting stops at 1 001, and so does what a count claims. */
export function shownCount(n: number): string {
  return n > 1_000 ? "1,000+" : String(n);
}

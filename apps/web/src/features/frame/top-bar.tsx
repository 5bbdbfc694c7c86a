import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { Mark } from "@/components/mark";
import { Button } from "@/components/ui/button";
import { NoticeBell } from "@/features/notices/notice-bell";
import { FindIcon } from "@/features/palette/find-button";
import { FRAME_WORDS } from "./words";

export type Crumb = { label: string; href?: string; isMachine?: boolean };

/** Path left, freshness and actions right. On a phone the path is a way back and the last word of it. */
export function TopBar({ path, children }: { path: readonly [Crumb, ...Crumb[]]; children?: ReactNode }) {
  const back = path.findLast((crumb, index) => index < path.length - 1 && crumb.href);
  const here = path[path.length - 1] ?? path[0];
  return (
    <header className="sticky top-0 z-20 flex h-[52px] shrink-0 items-center gap-2 border-b border-line-2/60 bg-page px-4 desk:px-8">
      <span className="flex min-w-0 flex-1 items-center gap-3 desk:hidden">
        {back?.href ? (
          <Button look="ghost" size="icon" asChild className="-ml-2">
            <Link href={back.href} aria-label={FRAME_WORDS.back}>
              <ChevronLeft aria-hidden />
            </Link>
          </Button>
        ) : (
          <Mark className="scale-90" />
        )}
        <CrumbLabel crumb={here} />
      </span>
      <nav
        aria-label={FRAME_WORDS.path}
        className="hidden min-w-0 flex-1 items-center gap-2 text-14 text-ink-2 desk:flex"
      >
        {path.slice(0, -1).map((crumb) => (
          <Fragment key={crumb.label}>
            {crumb.href ? (
              <Link href={crumb.href} className="truncate hover:text-ink hover:underline underline-offset-3">
                {crumb.label}
              </Link>
            ) : (
              <span className="truncate">{crumb.label}</span>
            )}
            <span aria-hidden className="text-ink-3">
              /
            </span>
          </Fragment>
        ))}
        <CrumbLabel crumb={here} />
      </nav>
      {children}
      <span className="desk:hidden">
        <NoticeBell side="bottom" />
      </span>
      <FindIcon />
    </header>
  );
}

function CrumbLabel({ crumb }: { crumb: Crumb }) {
  return (
    <span
      className={
        crumb.isMachine ? "voice-machine truncate font-heading text-ink" : "truncate text-14 font-heading text-ink"
      }
    >
      {crumb.label}
    </span>
  );
}

/** Above the lower edge of a phone, instead of the tabs. On a desk it is nothing: the button stands in the page. */
export function PinnedAction({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <div
      data-pinned
      // The margin that a stack of cards gives its children would lift it off the edge.
      className="!m-0 fixed inset-x-0 bottom-0 z-30 border-t border-line-2 bg-card px-4 pt-2.5 pb-[calc(12px+env(safe-area-inset-bottom))] desk:hidden [&_button]:h-11 [&_button]:w-full [&_a]:h-11 [&_a]:w-full"
    >
      {note ? <div className="mb-2 flex items-center gap-2 text-13 text-ink-2">{note}</div> : null}
      {children}
    </div>
  );
}

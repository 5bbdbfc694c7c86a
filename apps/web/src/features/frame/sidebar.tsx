"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Mark } from "@/components/mark";
import { Count } from "@/components/ui/pill";
import { FindButton } from "@/features/palette/find-button";
import { cn } from "@/lib/cn";
import { DESK_NAV, isHere, MAIN_NAV, MORE_NAV, type NavCounts, type NavItem } from "./nav";
import { FRAME_WORDS } from "./words";

type SidebarProps = {
  organisation: ReactNode;
  health: ReactNode;
  person: ReactNode;
  notices: ReactNode;
  counts: NavCounts;
};

export function Sidebar({ organisation, health, person, notices, counts }: SidebarProps) {
  return (
    <aside className="sticky top-0 hidden h-dvh w-[228px] shrink-0 flex-col overflow-y-auto border-r border-line-2/60 bg-canvas px-3 pt-3 pb-3 desk:flex">
      <Link href="/" className="flex h-9 items-center gap-3 rounded-control px-2 font-heading text-[15px]">
        <Mark className="scale-90" />
        {FRAME_WORDS.product}
      </Link>
      <div className="mt-2">{organisation}</div>
      <FindButton className="mt-1.5" />
      <nav aria-label={FRAME_WORDS.navigation} className="mt-4 space-y-0.5">
        {[...MAIN_NAV, ...DESK_NAV].map((item) => (
          <NavLink key={item.href} item={item} counts={counts} />
        ))}
        <hr className="!my-3 mx-2 border-line-2" />
        {MORE_NAV.map((item) => (
          <NavLink key={item.href} item={item} counts={counts} />
        ))}
      </nav>
      <div className="mt-auto pt-6">{health}</div>
      <div className="mt-2 flex items-center gap-1">
        <div className="min-w-0 flex-1">{person}</div>
        {notices}
      </div>
    </aside>
  );
}

function NavLink({ item, counts }: { item: NavItem; counts: NavCounts }) {
  const isCurrent = isHere(item.href, usePathname());
  const n = item.count ? counts[item.count] : 0;
  return (
    <Link
      href={item.href}
      aria-current={isCurrent ? "page" : undefined}
      className={cn(
        "flex h-8 items-center gap-2.5 rounded-control border border-transparent px-2 text-14 text-ink-2 transition-colors duration-120 hover:bg-hover hover:text-ink",
        isCurrent && "border-line-2 bg-card font-heading text-ink shadow-1 hover:bg-card [&_svg]:text-act",
      )}
    >
      <item.icon aria-hidden />
      <span className="flex-1">{item.label}</span>
      {n > 0 ? <Count n={n} tone={isCalling(item) ? "bell" : undefined} /> : null}
    </Link>
  );
}

/** Amber is for a person to act now; what was given up waits quietly. */
function isCalling({ count }: NavItem): boolean {
  return count === "needsYou" || count === "heldAccounts";
}

/** The four pages a phone is for. A page with a primary action puts that here instead (see PinnedAction). */
export function PhoneTabs({ counts }: { counts: NavCounts }) {
  const path = usePathname();
  return (
    <nav
      aria-label={FRAME_WORDS.navigation}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line-2 bg-card pb-[env(safe-area-inset-bottom)] has-[~[data-pinned]]:hidden desk:hidden [body:has([data-pinned])_&]:hidden"
    >
      {MAIN_NAV.map((item) => {
        const isCurrent = isHere(item.href, path);
        const n = item.count ? counts[item.count] : 0;
        return (
          <Link
            key={item.href}
            href={item.href}
            aria-current={isCurrent ? "page" : undefined}
            className={cn(
              "relative flex h-[60px] flex-1 flex-col items-center justify-center gap-1 text-11 font-control text-ink-2 [&>svg]:!size-[19px]",
              isCurrent && "text-act",
            )}
          >
            <item.icon aria-hidden />
            {item.label}
            {n > 0 ? (
              <span className="absolute top-1 left-1/2 ml-1.5">
                <Count n={n} tone="bell" />
              </span>
            ) : null}
          </Link>
        );
      })}
    </nav>
  );
}

import {
  ChartNoAxesColumn,
  ConciergeBell,
  HeartPulse,
  Inbox,
  KeyRound,
  Layers,
  LayoutDashboard,
  type LucideIcon,
  ReceiptText,
  Settings,
  Siren,
  Store,
  Users,
} from "lucide-react";
import { FRAME_WORDS } from "./words";

export type NavItem = { href: string; label: string; icon: LucideIcon; count?: keyof NavCounts };

/** What waits behind a page; up to 1 001. */
export type NavCounts = { needsYou: number; heldAccounts: number; givenUp: number; repeated: number };

export const MAIN_NAV: readonly NavItem[] = [
  { href: "/", label: FRAME_WORDS.overview, icon: LayoutDashboard },
  { href: "/needs-you", label: FRAME_WORDS.needsYou, icon: ConciergeBell, count: "needsYou" },
  { href: "/jobs", label: FRAME_WORDS.jobs, icon: ReceiptText },
  { href: "/restaurants", label: FRAME_WORDS.restaurants, icon: Store },
];

/** On a desk these stand below the four; on a phone they are tabs of Jobs. */
export const DESK_NAV: readonly NavItem[] = [
  { href: "/given-up", label: FRAME_WORDS.givenUp, icon: Inbox, count: "givenUp" },
  { href: "/repeated-failures", label: FRAME_WORDS.repeatedFailures, icon: Layers, count: "repeated" },
];

export const MORE_NAV: readonly NavItem[] = [
  { href: "/accounts", label: FRAME_WORDS.accounts, icon: KeyRound, count: "heldAccounts" },
  { href: "/performance", label: FRAME_WORDS.performance, icon: ChartNoAxesColumn },
  { href: "/alerts", label: FRAME_WORDS.alerts, icon: Siren },
  { href: "/workers", label: FRAME_WORDS.workers, icon: HeartPulse },
  { href: "/team", label: FRAME_WORDS.team, icon: Users },
  { href: "/settings", label: FRAME_WORDS.settings, icon: Settings },
];

export function isHere(href: string, path: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}

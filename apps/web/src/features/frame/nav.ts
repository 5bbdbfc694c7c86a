import { ConciergeBell, KeyRound, LayoutDashboard, type LucideIcon, ReceiptText, Store } from "lucide-react";
import { FRAME_WORDS } from "./words";

export type NavItem = { href: string; label: string; icon: LucideIcon; count?: "needsYou" | "heldAccounts" };

export const MAIN_NAV: readonly NavItem[] = [
  { href: "/", label: FRAME_WORDS.overview, icon: LayoutDashboard },
  { href: "/needs-you", label: FRAME_WORDS.needsYou, icon: ConciergeBell, count: "needsYou" },
  { href: "/jobs", label: FRAME_WORDS.jobs, icon: ReceiptText },
  { href: "/restaurants", label: FRAME_WORDS.restaurants, icon: Store },
];

export const MORE_NAV: readonly NavItem[] = [
  { href: "/accounts", label: FRAME_WORDS.accounts, icon: KeyRound, count: "heldAccounts" },
];

export function isHere(href: string, path: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}

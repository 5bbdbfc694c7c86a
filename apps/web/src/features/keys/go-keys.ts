import { DESK_NAV, MAIN_NAV, MORE_NAV } from "@/features/frame/nav";

const PAGE_KEYS: Readonly<Record<string, string>> = {
  "/": "o",
  "/needs-you": "n",
  "/jobs": "j",
  "/restaurants": "r",
  "/given-up": "u",
  "/repeated-failures": "f",
  "/accounts": "p",
};
export const PAGES = [...MAIN_NAV, ...DESK_NAV, ...MORE_NAV].flatMap(({ href, label }) => {
  const key = PAGE_KEYS[href];
  return key ? [{ key, href, label }] : [];
});

/** After G: the letter of each page that stands in the navigation. */
export const GO_KEYS: Readonly<Record<string, string>> = Object.fromEntries(PAGES.map(({ key, href }) => [key, href]));

"use client";
import { useSyncExternalStore } from "react";

/** The same width as the `desk:` variant of globals.css. */
const DESK = "(width >= 56.25rem)";

/** For what may stand on the page only once, in another place on a phone. */
export function useIsDesk(): boolean {
  return useSyncExternalStore(
    (tell) => {
      const query = window.matchMedia(DESK);
      query.addEventListener("change", tell);
      return () => query.removeEventListener("change", tell);
    },
    () => window.matchMedia(DESK).matches,
    () => true,
  );
}

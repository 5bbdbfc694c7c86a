import type { ReactNode } from "react";
import { FRAME_WORDS } from "./words";

/** Sidebar left, page right; on a phone the page alone, with tabs below. */
export function Frame({ sidebar, tabs, children }: { sidebar: ReactNode; tabs: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh">
      <a
        href="#page"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-act px-3 py-2 text-on-act focus:translate-y-0"
      >
        {FRAME_WORDS.skip}
      </a>
      {sidebar}
      <main id="page" tabIndex={-1} className="flex min-w-0 flex-1 flex-col pb-[72px] outline-none desk:pb-0">
        {children}
      </main>
      {tabs}
    </div>
  );
}

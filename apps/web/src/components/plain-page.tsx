import type { ReactNode } from "react";

export const PLAIN_BUTTON =
  "target inline-flex h-[34px] items-center rounded-control border border-line-2 bg-card px-3.5 text-14 font-control shadow-1 hover:bg-hover";

/** What stands in for a page. Every page loads it beforehand, so it is made of nothing but itself. */
export function PlainPage({ title, action, children }: { title: string; action: ReactNode; children: ReactNode }) {
  return (
    <main className="grid min-h-[70dvh] place-content-center justify-items-center px-6 text-center">
      <h1 className="text-14 font-heading">{title}</h1>
      <p className="mt-1 max-w-[36ch] text-13 text-ink-2">{children}</p>
      <div className="mt-3">{action}</div>
    </main>
  );
}

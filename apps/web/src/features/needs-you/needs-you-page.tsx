"use client";
import { FRAME_WORDS } from "@/features/frame/words";
import { JobsPage } from "@/features/jobs/jobs-page";
import { trpc } from "@/lib/trpc/client";
import { HoldRow } from "./need-row";

/** The jobs table with a fixed view, below what holds several jobs at once. */
export function NeedsYouPage() {
  const holds = trpc.jobs.overview.useQuery().data?.holds ?? [];
  return (
    <JobsPage
      title={FRAME_WORDS.needsYou}
      fixedView="needs_you"
      above={
        holds.length > 0 ? (
          <ul className="divide-y divide-line border-b border-line-2/70 bg-bell-soft desk:px-3">
            {holds.map((hold) => (
              <HoldRow key={hold.id} hold={hold} />
            ))}
          </ul>
        ) : null
      }
    />
  );
}

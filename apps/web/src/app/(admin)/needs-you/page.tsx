import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { FRAME_WORDS } from "@/features/frame/words";
import { jobListQuestion, loadJobFilters } from "@/features/jobs/job-filters";
import { JOBS_A_PAGE } from "@/features/jobs/page-size";
import { NeedsYouPage } from "@/features/needs-you/needs-you-page";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: FRAME_WORDS.needsYou };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await loadJobFilters(searchParams);
  await Promise.all([
    trpc.jobs.overview.prefetch(),
    trpc.jobs.list.prefetchInfinite({ ...jobListQuestion({ ...filters, view: "needs_you" }), limit: JOBS_A_PAGE }),
  ]);
  return (
    <HydrateClient>
      <NeedsYouPage />
    </HydrateClient>
  );
}

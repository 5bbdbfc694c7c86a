import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { FRAME_WORDS } from "@/features/frame/words";
import { jobListQuestion, loadJobFilters } from "@/features/jobs/job-filters";
import { JobsPage } from "@/features/jobs/jobs-page";
import { JOBS_A_PAGE } from "@/features/jobs/page-size";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: FRAME_WORDS.givenUp };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await loadJobFilters(searchParams);
  const question = jobListQuestion({ ...filters, view: "given_up" });
  await trpc.jobs.list.prefetchInfinite({ ...question, limit: JOBS_A_PAGE });
  return (
    <HydrateClient>
      <JobsPage title={FRAME_WORDS.givenUp} fixedView="given_up" />
    </HydrateClient>
  );
}

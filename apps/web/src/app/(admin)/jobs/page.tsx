import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { jobListQuestion, loadJobFilters } from "@/features/jobs/job-filters";
import { JobsPage } from "@/features/jobs/jobs-page";
import { JOBS_A_PAGE } from "@/features/jobs/page-size";
import { JOB_WORDS } from "@/features/jobs/words";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: JOB_WORDS.jobs };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await loadJobFilters(searchParams);
  await trpc.jobs.list.prefetchInfinite({ ...jobListQuestion(filters), limit: JOBS_A_PAGE });
  return (
    <HydrateClient>
      <JobsPage title={JOB_WORDS.jobs} />
    </HydrateClient>
  );
}

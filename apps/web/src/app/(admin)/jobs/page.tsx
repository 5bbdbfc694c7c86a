import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { filtersOf, jobListAddress, jobListQuestion, loadJobFilters } from "@/features/jobs/job-filters";
import { JobsPage } from "@/features/jobs/jobs-page";
import { JOBS_A_PAGE } from "@/features/jobs/page-size";
import { JOB_WORDS } from "@/features/jobs/words";
import { caller, HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: JOB_WORDS.jobs };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const isPlain = Object.keys(await searchParams).length === 0;
  const views = isPlain ? await caller.views.list().catch(() => []) : [];
  const first = views.find((view) => view.isDefault);
  if (first) redirect(jobListAddress("/jobs", filtersOf(first.filters)));
  const filters = await loadJobFilters(searchParams);
  await trpc.jobs.list.prefetchInfinite({ ...jobListQuestion(filters), limit: JOBS_A_PAGE });
  return (
    <HydrateClient>
      <JobsPage title={JOB_WORDS.jobs} />
    </HydrateClient>
  );
}

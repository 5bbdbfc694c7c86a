import { handleJobsCsv } from "@pumpd/api";
import { jobListQuestion, loadJobFilters } from "@/features/jobs/job-filters";
import { services } from "@/lib/server";

export async function GET(request: Request): Promise<Response> {
  const filter = jobListQuestion(loadJobFilters(new URL(request.url).searchParams));
  return handleJobsCsv(await services(), { request, filter });
}

import type { Metadata } from "next";
import { jobListQuestion } from "@/features/jobs/job-filters";
import { JOBS_OF_A_RESTAURANT } from "@/features/jobs/page-size";
import { RestaurantPage } from "@/features/restaurants/restaurant-page";
import { RESTAURANT_WORDS } from "@/features/restaurants/words";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: RESTAURANT_WORDS.title };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  void trpc.restaurants.read.prefetch({ id });
  const all = jobListQuestion({ view: "all", status: [], type: [], q: "" }, id);
  void trpc.jobs.list.prefetchInfinite({ ...all, limit: JOBS_OF_A_RESTAURANT });
  return (
    <HydrateClient>
      <RestaurantPage id={id} />
    </HydrateClient>
  );
}

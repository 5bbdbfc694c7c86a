import type { Metadata } from "next";
import { jobListQuestion } from "@/features/jobs/job-filters";
import { JOBS_OF_A_RESTAURANT } from "@/features/jobs/page-size";
import { RestaurantPage } from "@/features/restaurants/restaurant-page";
import { RESTAURANT_WORDS } from "@/features/restaurants/words";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: RESTAURANT_WORDS.title };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const all = jobListQuestion({ view: "all", status: [], type: [], q: "" }, id);
  await Promise.all([
    trpc.restaurants.read.prefetch({ id }),
    trpc.jobs.list.prefetchInfinite({ ...all, limit: JOBS_OF_A_RESTAURANT }),
  ]);
  return (
    <HydrateClient>
      <RestaurantPage id={id} />
    </HydrateClient>
  );
}

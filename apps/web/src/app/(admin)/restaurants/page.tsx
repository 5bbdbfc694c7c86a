import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { loadRestaurantSearch, restaurantListQuestion } from "@/features/restaurants/restaurant-search";
import { RestaurantsPage } from "@/features/restaurants/restaurants-page";
import { RESTAURANT_WORDS } from "@/features/restaurants/words";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: RESTAURANT_WORDS.title };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { q } = await loadRestaurantSearch(searchParams);
  await trpc.restaurants.list.prefetchInfinite(restaurantListQuestion(q));
  return (
    <HydrateClient>
      <RestaurantsPage />
    </HydrateClient>
  );
}

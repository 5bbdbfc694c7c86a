import type { Metadata } from "next";
import { NewRestaurantPage } from "@/features/restaurants/restaurant-form-page";
import { RESTAURANT_WORDS } from "@/features/restaurants/words";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: RESTAURANT_WORDS.addTitle };

export default async function Page() {
  await trpc.accounts.list.prefetch();
  return (
    <HydrateClient>
      <NewRestaurantPage />
    </HydrateClient>
  );
}

import type { Metadata } from "next";
import { EditRestaurantPage } from "@/features/restaurants/restaurant-form-page";
import { RESTAURANT_WORDS } from "@/features/restaurants/words";
import { HydrateClient, trpc } from "@/lib/trpc/server";

export const metadata: Metadata = { title: RESTAURANT_WORDS.edit };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await Promise.all([trpc.restaurants.read.prefetch({ id }), trpc.accounts.list.prefetch()]);
  return (
    <HydrateClient>
      <EditRestaurantPage id={id} />
    </HydrateClient>
  );
}

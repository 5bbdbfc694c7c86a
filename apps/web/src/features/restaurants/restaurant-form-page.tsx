"use client";
import { LoadingRows } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { PageBody, PlaceTitle } from "@/features/frame/page-body";
import { TopBar } from "@/features/frame/top-bar";
import { trpc } from "@/lib/trpc/client";
import { RestaurantForm } from "./restaurant-form";
import { RESTAURANT_WORDS as W } from "./words";

export function NewRestaurantPage() {
  return (
    <>
      <TopBar path={[{ label: W.title, href: "/restaurants" }, { label: W.addTitle }]} />
      <PageBody>
        <h1 className="text-26 font-heading">{W.addTitle}</h1>
        <p className="mt-1 mb-5 text-ink-2">{W.addLead}</p>
        <RestaurantForm />
      </PageBody>
    </>
  );
}

export function EditRestaurantPage({ id }: { id: string }) {
  const restaurant = trpc.restaurants.read.useQuery({ id });
  return (
    <>
      <TopBar
        path={[
          { label: W.title, href: "/restaurants" },
          { label: restaurant.data?.name ?? "…", href: `/restaurants/${id}` },
          { label: W.edit },
        ]}
      />
      <PageBody>
        {restaurant.data ? (
          <>
            <PlaceTitle name={restaurant.data.name} what={W.edit} />
            <div className="mt-5">
              <RestaurantForm restaurant={restaurant.data} />
            </div>
          </>
        ) : null}
        {restaurant.isPending ? <LoadingRows rows={6} /> : null}
        {restaurant.isError && !restaurant.data ? (
          <NoAnswer error={restaurant.error} onRetry={restaurant.refetch} />
        ) : null}
      </PageBody>
    </>
  );
}

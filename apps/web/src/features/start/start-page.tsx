"use client";
import { findDefinition } from "@pumpd/automations/definitions";
import { LoadingRows, NothingYet } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import type { RestaurantDetail } from "@/features/answers";
import { PageBody } from "@/features/frame/page-body";
import { TopBar } from "@/features/frame/top-bar";
import { RESTAURANT_WORDS } from "@/features/restaurants/words";
import { useMay } from "@/features/session/me";
import { trpc } from "@/lib/trpc/client";
import { StartForm } from "./start-form";
import { START_WORDS } from "./words";

/** @param from the job whose input the form starts with: "edit and run again" */
export function StartPage({ restaurantId, type, from }: { restaurantId: string; type: string; from?: string }) {
  const definition = findDefinition(type);
  const may = useMay("operator");
  const restaurant = trpc.restaurants.read.useQuery({ id: restaurantId });
  const earlier = trpc.jobs.read.useQuery({ id: from ?? "" }, { enabled: from !== undefined });
  const prepared = trpc.jobs.prepare.useQuery(
    { type, restaurantId },
    { enabled: may.may && definition !== undefined, staleTime: 30_000 },
  );
  const failed = restaurant.error ?? prepared.error ?? earlier.error;
  const isReady = restaurant.data && (prepared.data || !may.may) && (from === undefined || earlier.data);

  if (definition && isReady && restaurant.data) {
    return (
      <StartForm
        definition={definition}
        restaurant={restaurant.data}
        first={prepared.data}
        initial={earlier.data?.input ?? prepared.data?.input ?? definition.prefill(factsOf(restaurant.data))}
        from={earlier.data}
      />
    );
  }
  return (
    <>
      <TopBar
        path={[{ label: RESTAURANT_WORDS.title, href: "/restaurants" }, { label: definition?.words.title ?? type }]}
      />
      <PageBody>
        <h1 className="sr-only">{definition?.words.title ?? type}</h1>
        {definition ? null : (
          <NothingYet title={START_WORDS.unknownType(type)}>{START_WORDS.unknownTypeText}</NothingYet>
        )}
        {definition && !failed ? <LoadingRows rows={8} /> : null}
        {definition && failed ? (
          <NoAnswer
            error={failed}
            onRetry={() => Promise.all([restaurant.refetch(), prepared.refetch(), from && earlier.refetch()])}
          />
        ) : null}
      </PageBody>
    </>
  );
}

type Facts = Parameters<NonNullable<ReturnType<typeof findDefinition>>["prefill"]>[0];

/** For somebody who may only look: the form as it would start, without asking the server to prepare it. */
function factsOf(restaurant: RestaurantDetail): Facts {
  return { ...restaurant, account: restaurant.account, milestones: [] };
}

"use client";
import { Copy, ExternalLink, Pencil } from "lucide-react";
import Link from "next/link";
import { Facts } from "@/components/facts";
import { Freshness } from "@/components/freshness";
import { LoadingRows, NothingYet } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { AccountNote } from "@/features/accounts/account-state";
import { AddAccount } from "@/features/accounts/add-account";
import { PasswordButton } from "@/features/accounts/password-button";
import type { RestaurantDetail } from "@/features/answers";
import { PageBody, PlaceTitle } from "@/features/frame/page-body";
import { TopBar } from "@/features/frame/top-bar";
import { jobListQuestion } from "@/features/jobs/job-filters";
import { JOBS_OF_A_RESTAURANT } from "@/features/jobs/page-size";
import { useJobList } from "@/features/jobs/use-job-list";
import { JOB_WORDS } from "@/features/jobs/words";
import { copyText } from "@/lib/copy-text";
import { problemOf } from "@/lib/problem";
import { trpc } from "@/lib/trpc/client";
import { HoursWeek } from "./hours-bar";
import { KitchenNow } from "./kitchen-now";
import { RestaurantFiles } from "./restaurant-files";
import { RestaurantJobs, useRestaurantJobFilter } from "./restaurant-jobs";
import { RestaurantLadder } from "./restaurant-ladder";
import { RestaurantNotes } from "./restaurant-notes";
import { StartMenu } from "./start-menu";
import { RESTAURANT_WORDS as W } from "./words";

export function RestaurantPage({ id }: { id: string }) {
  const restaurant = trpc.restaurants.read.useQuery({ id });
  if (restaurant.data) return <RestaurantView restaurant={restaurant.data} />;
  return (
    <>
      <TopBar path={[{ label: W.title, href: "/restaurants" }, { label: W.loading }]} />
      <PageBody>
        <h1 className="sr-only">{W.title}</h1>
        {restaurant.isPending ? <LoadingRows rows={8} /> : null}
        {restaurant.isError && problemOf(restaurant.error).kind === "not_found" ? (
          <NothingYet title={W.gone}>{W.goneText}</NothingYet>
        ) : null}
        {restaurant.isError && problemOf(restaurant.error).kind !== "not_found" ? (
          <NoAnswer error={restaurant.error} onRetry={restaurant.refetch} />
        ) : null}
      </PageBody>
    </>
  );
}

function RestaurantView({ restaurant }: { restaurant: RestaurantDetail }) {
  const utils = trpc.useUtils();
  const { filter, setFilter, filters } = useRestaurantJobFilter();
  const jobs = useJobList(jobListQuestion(filters, restaurant.id), {
    limit: JOBS_OF_A_RESTAURANT,
    // a job that ended may have added a milestone, and with it another next thing
    onChange: () => void utils.restaurants.read.invalidate({ id: restaurant.id }),
  });
  return (
    <>
      <TopBar path={[{ label: W.title, href: "/restaurants" }, { label: restaurant.name }]}>
        <Freshness lookedAtMs={jobs.looking.lookedAtMs} isReconnecting={jobs.looking.isReconnecting} />
        <Button asChild>
          <Link href={`/restaurants/${restaurant.id}/edit`}>
            <Pencil aria-hidden />
            {W.edit}
          </Link>
        </Button>
        <StartMenu restaurant={restaurant} />
      </TopBar>
      <PageBody>
        <div className="flex items-center gap-4.5">
          <span
            aria-hidden
            className="voice-place hidden size-16 shrink-0 place-items-center rounded-card border border-line-2 bg-well text-28 text-ink-2 desk:grid"
          >
            {restaurant.name.charAt(0)}
          </span>
          <PlaceTitle name={restaurant.name}>
            <p className="text-ink-2">
              {restaurant.address ?? W.noAddress}
              <KitchenNow restaurant={restaurant} />
            </p>
          </PlaceTitle>
        </div>
        <div className="mt-6">
          <RestaurantLadder restaurant={restaurant} newest={jobs.rows} />
        </div>
        <div className="mt-8 grid grid-cols-[minmax(0,1fr)] gap-9 desk:grid-cols-[minmax(0,1fr)_332px] desk:gap-7">
          <RestaurantJobs restaurantId={restaurant.id} jobs={jobs} filter={filter} onFilter={setFilter} />
          <PortalFacts restaurant={restaurant} />
        </div>
      </PageBody>
    </>
  );
}

function PortalFacts({ restaurant }: { restaurant: RestaurantDetail }) {
  const { account } = restaurant;
  return (
    <div className="min-w-0 space-y-6">
      <section aria-labelledby="at-portal">
        <h2 id="at-portal" className="mb-3 text-16 font-heading">
          {W.atPortal}
        </h2>
        <Facts
          spread
          facts={[
            {
              label: W.portalId,
              value: restaurant.upstreamId ? (
                <PortalId id={restaurant.upstreamId} />
              ) : (
                <span className="text-ink-3">{W.notRegistered}</span>
              ),
            },
            {
              label: W.store,
              value: restaurant.storeUrl ? (
                <StoreLink url={restaurant.storeUrl} />
              ) : (
                <span className="text-ink-3">{W.nothing}</span>
              ),
            },
            {
              label: W.account,
              value: account ? (
                <>
                  {account.login}
                  <span className="block text-12 text-ink-3">
                    <AccountNote account={account} />
                  </span>
                </>
              ) : (
                <span className="text-ink-3">{W.noAccount}</span>
              ),
            },
          ]}
        />
        <div className="mt-3 flex flex-wrap justify-end gap-2">
          {account && restaurant.next.kind !== "add_account" ? (
            <PasswordButton accountId={account.id} login={account.login} size="row" />
          ) : restaurant.next.kind === "add_account" ? null : (
            <AddAccount restaurantId={restaurant.id} />
          )}
          {restaurant.portalUrl ? (
            <Button size="row" asChild>
              <a href={restaurant.portalUrl} target="_blank" rel="noreferrer">
                <ExternalLink aria-hidden />
                {JOB_WORDS.openPortal}
              </a>
            </Button>
          ) : null}
        </div>
      </section>
      <section aria-labelledby="hours" className="border-t border-line-2 pt-6">
        <div className="mb-3 flex items-baseline justify-between">
          <h2 id="hours" className="text-16 font-heading">
            {W.hours}
          </h2>
          <span className="text-12 text-ink-3">{W.barHours}</span>
        </div>
        {restaurant.openingHours ? (
          <HoursWeek week={restaurant.openingHours} />
        ) : (
          <p className="text-13 text-ink-3">{W.noHours}</p>
        )}
      </section>
      <RestaurantFiles restaurantId={restaurant.id} />
      <RestaurantNotes restaurantId={restaurant.id} notes={restaurant.notes} />
    </div>
  );
}

function PortalId({ id }: { id: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1.5">
      <span className="voice-machine truncate">{id}</span>
      <button
        type="button"
        aria-label={W.copyOf(id)}
        className="grid size-6 place-items-center rounded-cell text-ink-3 hover:bg-hover hover:text-ink touch:size-11 [&_svg]:!size-3.5"
        onClick={() =>
          void copyText(id).then((isCopied) => toast(`${isCopied ? JOB_WORDS.copied : W.notCopied} ${id}`))
        }
      >
        <Copy aria-hidden />
      </button>
    </span>
  );
}

function StoreLink({ url }: { url: string }) {
  return (
    <a href={url} target="_blank" rel="noreferrer" className="voice-machine break-all text-act hover:underline">
      {new URL(url).host}
    </a>
  );
}

"use client";
import { BadgeCheck, CircleX, Eye, Store } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Docket, DocketLine, Rail } from "@/components/docket";
import { Freshness } from "@/components/freshness";
import { LoadingRows, NothingYet } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { SegmentBar } from "@/components/segments";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { shownCount } from "@/components/ui/pill";
import type { JobRow, Overview } from "@/features/answers";
import { PageBody } from "@/features/frame/page-body";
import { TopBar } from "@/features/frame/top-bar";
import { FRAME_WORDS } from "@/features/frame/words";
import { MachineryList } from "@/features/health/machinery-list";
import { afterWord, jobSentence, portalNow, slaWords, whatHappens } from "@/features/jobs/job-sentence";
import { JobTitle } from "@/features/jobs/job-titles";
import { StatusWord } from "@/features/jobs/status-word";
import { useJobStatus } from "@/features/jobs/use-job-status";
import { useLivePicture } from "@/features/jobs/use-live-picture";
import { HoldRow, NeedRow } from "@/features/needs-you/need-row";
import { useMe } from "@/features/session/me";
import { useNow, useZone } from "@/lib/clock";
import { ageWords, longDayWords } from "@/lib/time";
import { trpc } from "@/lib/trpc/client";
import { TodayBars } from "./today-bars";
import { overviewSentence, OVERVIEW_WORDS as W } from "./words";

/** What needs you, what runs, what waits: a sentence first. */
export function OverviewPage() {
  const overview = trpc.jobs.overview.useQuery();
  const utils = trpc.useUtils();
  const looking = useJobStatus({
    isMoving: (overview.data?.running.length ?? 0) + (overview.data?.waiting.length ?? 0) > 0,
    onRows: () => {
      void utils.jobs.overview.invalidate();
      void utils.jobs.counts.invalidate();
    },
  });
  return (
    <>
      <TopBar path={[{ label: FRAME_WORDS.overview }]}>
        <Freshness lookedAtMs={looking.lookedAtMs} isReconnecting={looking.isReconnecting} />
      </TopBar>
      <PageBody facts={overview.data ? <Aside overview={overview.data} /> : <span />}>
        <Hello overview={overview.data} />
        {overview.isPending ? <LoadingRows rows={6} /> : null}
        {overview.isError && !overview.data ? <NoAnswer error={overview.error} onRetry={overview.refetch} /> : null}
        {overview.data ? <Story overview={overview.data} /> : null}
      </PageBody>
    </>
  );
}

function Hello({ overview }: { overview: Overview | undefined }) {
  const me = useMe();
  const now = useNow();
  const zone = useZone();
  const sentence = overview
    ? overviewSentence({
        needs: overview.totals.needsYou + overview.holds.length,
        running: overview.totals.running,
        waiting: overview.totals.waiting,
      })
    : undefined;
  return (
    <div className="mb-5">
      <p className="text-14 text-ink-2">
        <span lang="mi">{W.hello}</span>, {me.person.name.split(" ")[0]}.{" "}
        <span suppressHydrationWarning>{longDayWords(new Date(now), zone)}</span>
      </p>
      <h1 className="mt-0.5 text-26 font-heading tracking-[-0.01em]">
        {sentence?.first ?? FRAME_WORDS.overview} <span className="font-control text-ink-3">{sentence?.second}</span>
      </h1>
    </div>
  );
}

function Story({ overview }: { overview: Overview }) {
  const needs = overview.needsYou.length + overview.holds.length;
  return (
    <div className="space-y-9">
      <Card aria-label={W.needsYou} className="overflow-hidden">
        {needs === 0 ? (
          <Quiet completedToday={overview.today.completed} />
        ) : (
          <ul className="divide-y divide-line">
            {overview.needsYou.map((job, index) => (
              <NeedsRow key={job.id} job={job} isFirst={index === 0} />
            ))}
            {overview.holds.map((hold) => (
              <HoldRow key={hold.id} hold={hold} />
            ))}
          </ul>
        )}
        {overview.totals.needsYou > overview.needsYou.length ? (
          <p className="border-t border-line px-5 py-3">
            <MoreLink href="/needs-you">{W.all(overview.totals.needsYou)}</MoreLink>
          </p>
        ) : null}
      </Card>
      {overview.failed.length > 0 ? <StillOpen overview={overview} /> : null}
      <OnTheRail running={overview.running} />
    </div>
  );
}

/** What ended badly and nobody has run again or dismissed. */
function StillOpen({ overview: { failed, totals } }: { overview: Overview }) {
  return (
    <section aria-labelledby="still-open">
      <div className="mb-2.5 flex items-baseline justify-between">
        <h2 id="still-open" className="text-16 font-heading">
          {W.givenUp} <span className="font-regular text-ink-3">{shownCount(totals.failed)}</span>
        </h2>
        <MoreLink href="/given-up">{W.allGivenUp}</MoreLink>
      </div>
      <Card className="overflow-hidden">
        <ul className="divide-y divide-line">
          {failed.map((job) => (
            <NeedsRow key={job.id} job={job} isFirst={false} />
          ))}
        </ul>
      </Card>
    </section>
  );
}

function MoreLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="text-13 font-control text-act hover:underline">
      {children}
    </Link>
  );
}

/** Nothing to decide. In an organisation without a restaurant that means: begin here. */
function Quiet({ completedToday }: { completedToday: number }) {
  const restaurants = trpc.restaurants.list.useQuery({ limit: 1 });
  const isNew = restaurants.data?.rows.length === 0;
  return (
    <NothingYet
      icon={isNew ? <Store aria-hidden /> : <BadgeCheck aria-hidden />}
      title={isNew ? W.begin : W.quiet}
      action={
        <Button look={isNew ? "primary" : "outline"} asChild>
          <Link href={isNew ? "/restaurants/new" : "/restaurants"}>{isNew ? W.addFirst : W.startOne}</Link>
        </Button>
      }
    >
      {isNew ? W.beginText : W.completedToday(completedToday)}
    </NothingYet>
  );
}

function NeedsRow({ job, isFirst }: { job: JobRow; isFirst: boolean }) {
  const nowMs = useNow();
  const zone = useZone();
  return (
    <NeedRow
      word={<StatusWord state={job.state} className="text-13" />}
      place={<span className="voice-place text-[17px]/6">{job.restaurant.name}</span>}
      what={<JobTitle of={job} />}
      sentence={`${jobSentence(job, { nowMs, zone })}.`}
      meta={
        <>
          {W.since} <Time at={job.updatedAt} as="moment" /> · <span className="voice-machine">{job.shortId}</span> ·{" "}
          {job.owner ? W.hasIt(job.owner.name) : W.nobodyHasIt}
        </>
      }
      action={
        <Button look={isFirst ? "primary" : "outline"} asChild>
          <Link href={`/jobs/${job.shortId}`}>
            {job.status === "needs_review" ? W.decide : job.state === "needs_look" ? W.lookAtIt : W.seeWhy}
          </Link>
        </Button>
      }
    />
  );
}

function OnTheRail({ running }: { running: readonly JobRow[] }) {
  return (
    <section aria-labelledby="rail">
      <div className="mb-2.5 flex items-baseline justify-between">
        <h2 id="rail" className="text-16 font-heading">
          {W.onTheRail}
        </h2>
        <MoreLink href="/jobs?view=running">{W.allRunning}</MoreLink>
      </div>
      <Rail />
      {running.length === 0 ? (
        <p className="px-4 py-5 text-13 text-ink-3">{W.nothingRuns}</p>
      ) : (
        <div className="-mt-px grid gap-x-5 gap-y-5 px-3.5 desk:grid-cols-2">
          {running.map((job, index) => (
            <RailDocket key={job.id} job={job} hasPicture={index < MOST_PICTURES} />
          ))}
        </div>
      )}
    </section>
  );
}

/** Each is a browser asked for pictures. */
const MOST_PICTURES = 4;

function LatestPicture({ job }: { job: JobRow }) {
  const picture = useLivePicture(job.id, true);
  const nowMs = useNow();
  return (
    <span className="relative mb-3 block overflow-hidden rounded-cell border border-line bg-well">
      {picture ? (
        <>
          <img
            src={picture.url}
            alt={W.picture(job.restaurant.name)}
            className="aspect-[8/3] w-full object-cover object-top"
          />
          <span className="absolute bottom-1.5 left-1.5 rounded-cell bg-ink/85 px-1.5 py-0.5 text-11 text-page">
            {W.live(ageWords(nowMs - picture.takenAtMs))}
          </span>
        </>
      ) : (
        <span className="grid aspect-[8/3] place-items-center text-12 text-ink-3">{W.noPicture}</span>
      )}
    </span>
  );
}

function RailDocket({ job, hasPicture }: { job: JobRow; hasPicture: boolean }) {
  const nowMs = useNow();
  const zone = useZone();
  return (
    <Docket>
      <div className="relative">
        <p className="flex justify-between text-12 text-ink-2">
          <span className="voice-machine">{job.shortId}</span>
          {job.startedAt ? ageWords(nowMs - Date.parse(job.startedAt)) : null}
        </p>
        <p className="mt-0.5 mb-3 flex flex-wrap items-baseline gap-x-2.5">
          <Link
            href={`/jobs/${job.shortId}`}
            className="voice-place text-20 after:absolute after:inset-0 after:content-['']"
          >
            {job.restaurant.name}
          </Link>
          <span className="text-13 text-ink-2">
            <JobTitle of={job} />
          </span>
        </p>
        {hasPicture ? <LatestPicture job={job} /> : null}
        {job.progress && job.progress.of > 0 ? <SegmentBar n={job.progress.n} of={job.progress.of} /> : null}
        <p className="mt-2.5 flex items-center justify-between gap-3 text-13">
          <StatusWord state={job.state} more={afterWord(job, nowMs)} className="text-13" />
          <span className="truncate text-12 text-ink-3">{jobSentence(job, { nowMs, zone })}</span>
        </p>
        <DocketLine />
        <p className="text-13 text-ink-2">
          {job.sentCount === 0
            ? "Nothing sent yet. Stopping leaves no trace."
            : `${portalNow(job)}. If stopped, it stays.`}
        </p>
      </div>
    </Docket>
  );
}

function Aside({ overview }: { overview: Overview }) {
  return (
    <>
      <section aria-labelledby="waiting" className="desk:pt-[52px]">
        <h2 id="waiting" className="text-16 font-heading">
          {W.waiting}{" "}
          <span className="font-regular text-ink-3">
            {overview.totals.waiting === 0 ? null : shownCount(overview.totals.waiting)}
          </span>
        </h2>
        {overview.waiting.length === 0 ? <p className="mt-1.5 text-13 text-ink-3">{W.nothingWaits}</p> : null}
        <ul className="mt-1 divide-y divide-line">
          {overview.waiting.map((job) => (
            <WaitingRow key={job.id} job={job} />
          ))}
        </ul>
        {overview.totals.waiting > overview.waiting.length ? (
          <MoreLink href="/jobs?view=waiting">{W.all(overview.totals.waiting)}</MoreLink>
        ) : null}
      </section>
      <section aria-labelledby="today" className="border-t border-line-2 pt-5">
        <div className="mb-2 flex items-baseline justify-between">
          <h2 id="today" className="text-16 font-heading">
            {W.today}
          </h2>
          <MoreLink href="/performance">{W.performance}</MoreLink>
        </div>
        <TodayBars hours={overview.today.hours} />
        <dl className="space-y-1.5">
          <Today
            icon={<BadgeCheck aria-hidden className="text-seen" />}
            label={W.completed}
            n={overview.today.completed}
          />
          <Today icon={<Eye aria-hidden className="text-bell" />} label={W.needsLook} n={overview.today.needsLook} />
          <Today icon={<CircleX aria-hidden className="text-fail" />} label={W.failed} n={overview.today.failed} />
        </dl>
        {overview.today.isCut ? <p className="mt-1.5 text-12 text-ink-3">{W.todayCut}</p> : null}
      </section>
      <MachineryList />
    </>
  );
}

function WaitingRow({ job }: { job: JobRow }) {
  const nowMs = useNow();
  const sla = slaWords(job, nowMs);
  const zone = useZone();
  return (
    <li className="relative py-2">
      <p className="flex items-baseline gap-2">
        <Link
          href={`/jobs/${job.shortId}`}
          className="voice-place min-w-0 truncate text-[15px] after:absolute after:inset-0 after:content-['']"
        >
          {job.restaurant.name}
        </Link>
        <span className="text-13 text-ink-2">
          <JobTitle of={job} />
        </span>
        <Time at={job.createdAt} as="age" className="ml-auto shrink-0 text-12 text-ink-3" />
      </p>
      <p className="flex items-baseline gap-2 text-13 text-ink-2">
        <StatusWord state={job.state} more={afterWord(job, nowMs)} className="text-13" />
        <span className="min-w-0 truncate">{whatHappens(job, { nowMs, zone })}</span>
        {sla ? <span className="shrink-0 font-control text-bell">{sla}</span> : null}
      </p>
    </li>
  );
}

function Today({ icon, label, n }: { icon: ReactNode; label: string; n: number }) {
  return (
    <div className="flex items-center gap-3">
      {icon}
      <dt className="flex-1 text-13 text-ink-2">{label}</dt>
      <dd className="font-heading">{n}</dd>
    </div>
  );
}

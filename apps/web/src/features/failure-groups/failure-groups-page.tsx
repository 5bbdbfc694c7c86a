"use client";
import { FAILURE_WORDS } from "@pumpd/model/words";
import { CircleX, RotateCw } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Freshness } from "@/components/freshness";
import { LoadingRows, NothingYet } from "@/components/list-faces";
import { MayButton } from "@/components/may-button";
import { NoAnswer } from "@/components/no-answer";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { FailureGroup } from "@/features/answers";
import { PageBody } from "@/features/frame/page-body";
import { TopBar } from "@/features/frame/top-bar";
import { FRAME_WORDS } from "@/features/frame/words";
import { jobListAddress } from "@/features/jobs/job-filters";
import { JobTitle } from "@/features/jobs/job-titles";
import AskBulk from "@/features/jobs/list/ask-bulk";
import type { BulkQuestion } from "@/features/jobs/list/bulk-question";
import { BulkStrip } from "@/features/jobs/list/bulk-strip";
import { useJobStatus } from "@/features/jobs/use-job-status";
import { useMay } from "@/features/session/me";
import { trpc } from "@/lib/trpc/client";
import { GROUP_WORDS as W } from "./words";

/** What fails alike, as one thing with one button. */
export function FailureGroupsPage() {
  const utils = trpc.useUtils();
  const groups = trpc.jobs.groups.useQuery();
  const [question, setQuestion] = useState<BulkQuestion>();
  const looking = useJobStatus({
    isMoving: false,
    onRows: () => {
      void utils.jobs.groups.invalidate();
      void utils.jobs.counts.invalidate();
    },
  });
  return (
    <>
      <TopBar path={[{ label: FRAME_WORDS.repeatedFailures }]}>
        <Freshness lookedAtMs={looking.lookedAtMs} isReconnecting={looking.isReconnecting} />
      </TopBar>
      <PageBody>
        <h1 className="text-26 font-heading tracking-[-0.01em]">{FRAME_WORDS.repeatedFailures}</h1>
        <p className="mt-0.5 mb-5 text-14 text-ink-2">{W.lead}</p>
        <div className="-mx-4 desk:-mx-8">
          <BulkStrip />
        </div>
        {groups.isPending ? <LoadingRows rows={4} /> : null}
        {groups.isError && !groups.data ? <NoAnswer error={groups.error} onRetry={groups.refetch} /> : null}
        {groups.data?.groups.length === 0 ? <NothingYet title={W.none}>{W.noneText}</NothingYet> : null}
        <ul className="space-y-4">
          {groups.data?.groups.map((group: FailureGroup, index: number) => (
            <GroupCard key={group.fingerprint} group={group} isFirst={index === 0} onAsk={setQuestion} />
          ))}
        </ul>
      </PageBody>
      {question ? (
        <AskBulk question={question} onClose={() => setQuestion(undefined)} onStarted={() => setQuestion(undefined)} />
      ) : null}
    </>
  );
}

type GroupCardProps = { group: FailureGroup; isFirst: boolean; onAsk: (question: BulkQuestion) => void };

function GroupCard({ group, isFirst, onAsk }: GroupCardProps) {
  const may = useMay("operator");
  const { failure, newest, fingerprint, count } = group;
  const words = FAILURE_WORDS[failure.code];
  const whyNot = may.may ? undefined : may.why;
  const ask = (verb: BulkQuestion["verb"]) => onAsk({ verb, what: { filter: { fingerprint } }, count });
  return (
    <li>
      <Card className="flex flex-col gap-5 p-5 desk:flex-row">
        {group.pictureId ? (
          <img
            src={`/api/pictures/${group.pictureId}`}
            alt={W.picture(newest.restaurantName)}
            className="aspect-[8/5] w-full rounded-cell border border-line bg-well object-cover object-top desk:w-56"
          />
        ) : null}
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-baseline gap-x-2.5 text-13">
            <span className="inline-flex items-center gap-2 font-control text-fail">
              <CircleX aria-hidden />
              <span className="self-baseline">{W.count(count)}</span>
            </span>
            <span className="text-ink-2">
              <JobTitle of={group} />
            </span>
          </p>
          <h2 className="mt-1 text-18 font-heading">{words.headline(failure.about)}</h2>
          <p className="mt-0.5 text-14 text-ink-2">{words.advice(failure.about)}</p>
          <p className="mt-1 text-12 text-ink-3">
            {W.first} <Time at={group.firstAt} />, {W.last} <Time at={group.lastAt} as="ago" /> {W.at}{" "}
            <Link href={`/jobs/${newest.shortId}`} className="text-act hover:underline">
              {newest.restaurantName}
            </Link>
          </p>
          <div className="mt-3.5 flex flex-wrap items-center gap-3">
            <MayButton look={isFirst ? "primary" : "outline"} whyNot={whyNot} onClick={() => ask("retry")}>
              <RotateCw aria-hidden />
              {W.retry(count)}
            </MayButton>
            <Button asChild>
              <Link href={jobListAddress("/jobs", { view: "all", group: fingerprint })}>{W.show}</Link>
            </Button>
            <MayButton look="ghost" whyNot={whyNot} onClick={() => ask("dismiss")}>
              {W.dismiss}
            </MayButton>
          </div>
        </div>
      </Card>
    </li>
  );
}

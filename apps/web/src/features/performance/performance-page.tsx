"use client";
import { FAILURE_WORDS } from "@pumpd/model/words";
import { ChartNoAxesColumn } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { LoadingRows, NothingYet } from "@/components/list-faces";
import { NoAnswer } from "@/components/no-answer";
import { Card } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import type { Performance, TypePerformance } from "@/features/answers";
import { PageBody } from "@/features/frame/page-body";
import { TopBar } from "@/features/frame/top-bar";
import { jobListAddress } from "@/features/jobs/job-filters";
import { useJobTitle } from "@/features/jobs/job-titles";
import { durationWords } from "@/lib/time";
import { trpc } from "@/lib/trpc/client";
import { EndingsOverTime } from "./endings-over-time";
import { PERFORMANCE_WORDS as W } from "./words";

type Span = keyof typeof W.spans;
const SPANS = (Object.keys(W.spans) as Span[]).map((value) => ({ value, label: W.spans[value] }));

export function PerformancePage() {
  const [span, setSpan] = useState<Span>("day");
  const performance = trpc.machinery.performance.useQuery({ span }, { placeholderData: (before) => before });
  return (
    <>
      <TopBar path={[{ label: W.title }]} />
      <PageBody>
        <div className="flex flex-wrap items-end justify-between gap-3">
          <div>
            <h1 className="text-26 font-heading">{W.title}</h1>
            <p className="mt-1 max-w-[70ch] text-ink-2">{W.lead}</p>
          </div>
          <Segmented label={W.span} value={span} onChange={setSpan} choices={SPANS} />
        </div>
        <div className="mt-5 space-y-6">
          {performance.isPending ? <LoadingRows /> : null}
          {performance.isError && !performance.data ? (
            <NoAnswer error={performance.error} onRetry={performance.refetch} />
          ) : null}
          {performance.data ? <Shown performance={performance.data} span={span} /> : null}
        </div>
      </PageBody>
    </>
  );
}

function Shown({ performance, span }: { performance: Performance; span: Span }) {
  if (performance.types.length === 0)
    return (
      <Card>
        <NothingYet icon={<ChartNoAxesColumn aria-hidden />} title={W.none}>
          {W.noneText}
        </NothingYet>
      </Card>
    );
  return (
    <>
      <EndingsOverTime over={performance.over} by={span === "day" ? "hour" : "day"} />
      {performance.isCut ? <p className="text-13 text-ink-3">{W.cut}</p> : null}
      {performance.types.map((type: TypePerformance) => (
        <TypeCard key={type.type} type={type} />
      ))}
    </>
  );
}

function TypeCard({ type }: { type: TypePerformance }) {
  const decided = type.succeeded + type.partial + type.failed;
  const title = useJobTitle()(type.type);
  return (
    <Card aria-label={title} className="p-5">
      <h2 className="text-16 font-heading">
        <Link href={jobListAddress("/jobs", { type: [type.type] })} className="hover:underline">
          {title}
        </Link>
      </h2>
      <dl className="mt-3 grid grid-cols-2 gap-x-6 gap-y-4 desk:grid-cols-4">
        <Figure label={W.ended} value={String(type.ended)} />
        <Figure
          label={W.success}
          value={decided === 0 ? "–" : `${Math.floor((type.succeeded / decided) * 100)} %`}
          note={`${type.succeeded} ${W.succeeded} · ${type.partial} ${W.partial} · ${type.failed} ${W.failed}`}
        />
        <Figure label={W.wait} value={time(type.waitP50)} note={most(type.waitP95)} />
        <Figure label={W.run} value={time(type.runP50)} note={most(type.runP95)} />
      </dl>
      <div className="mt-5 grid gap-x-8 gap-y-5 border-t border-line pt-4 desk:grid-cols-2">
        <Part title={W.failures} none={W.noFailures}>
          {type.failures.map(({ code, count }) => (
            <Line key={code} what={FAILURE_WORDS[code].headline({})} value={W.times(count)} />
          ))}
        </Part>
        <Part title={W.slow} none={W.noSteps}>
          {type.slowSteps.map(({ step, title, p50, p95 }) => (
            <Line key={step} what={title} value={`${durationWords(p50)}, ${W.most} ${durationWords(p95)}`} />
          ))}
        </Part>
      </div>
    </Card>
  );
}

function Figure({ label, value, note }: { label: string; value: string; note?: string }) {
  return (
    <div>
      <dt className="text-12 text-ink-3">{label}</dt>
      <dd className="text-20 font-heading">{value}</dd>
      {note ? <dd className="text-12 text-ink-3">{note}</dd> : null}
    </div>
  );
}

function Part({ title, none, children }: { title: string; none: string; children: readonly ReactNode[] }) {
  return (
    <div>
      <h3 className="text-13 font-heading">{title}</h3>
      {children.length === 0 ? <p className="mt-1 text-13 text-ink-3">{none}</p> : <ul className="mt-1">{children}</ul>}
    </div>
  );
}

function Line({ what, value }: { what: string; value: string }) {
  return (
    <li className="flex items-baseline justify-between gap-4 py-1 text-13">
      <span className="min-w-0 text-ink-2">{what}</span>
      <span className="shrink-0 text-ink-3">{value}</span>
    </li>
  );
}

function time(ms: number | null): string {
  return ms === null ? "–" : durationWords(ms);
}

function most(ms: number | null): string | undefined {
  return ms === null ? undefined : `${W.most} ${durationWords(ms)}`;
}

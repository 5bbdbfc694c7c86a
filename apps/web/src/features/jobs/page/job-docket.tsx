"use client";
import { isOpen } from "@pumpd/model";
import { BadgeCheck, Check, Copy, Equal, Eye, EyeOff, Minus, Send } from "lucide-react";
import Link from "next/link";
import { Docket } from "@/components/docket";
import { type Fact, Facts } from "@/components/facts";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import type { JobDetail } from "@/features/answers";
import { useNow } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { durationWords } from "@/lib/time";
import { slaWords } from "../job-sentence";
import { JOB_WORDS as W } from "../words";
import { LINK_WORDS } from "./words";

/** Who asked, as whom it runs, until when; the result is written on the stub. */
export function JobDocket({ job, onCopy }: { job: JobDetail; onCopy: () => void }) {
  const nowMs = useNow();
  return (
    <Docket isOnRail={isOpen(job.status)} stub={<Stub job={job} />}>
      <div className="flex items-center justify-between border-b border-line pb-1.5">
        <span className="voice-machine font-heading">{job.shortId}</span>
        <Button look="link" size="text" onClick={onCopy}>
          <Copy aria-hidden />
          {W.copy}
        </Button>
      </div>
      <div className="mt-3">
        <Facts facts={factsOf(job, nowMs)} />
      </div>
      {job.status === "completed" ? <StepsDone job={job} /> : null}
    </Docket>
  );
}

const STEP_ICONS = { visit: Check, read: Eye, change: Send, changeEach: Send } as const;

/** The plan as it was done, once nothing about it needs to be told at length any more. */
function StepsDone({ job }: { job: JobDetail }) {
  return (
    <ol className="mt-3 space-y-1.5 border-t border-line pt-3 text-13">
      {job.plan.map((step) => {
        const isDone = step.status !== null && step.status !== "kept";
        const Icon = step.status === null ? Minus : isDone ? STEP_ICONS[step.kind] : Equal;
        const ms = step.startedAt && step.endedAt ? Date.parse(step.endedAt) - Date.parse(step.startedAt) : undefined;
        return (
          <li key={step.key} className="flex items-center gap-3">
            <Icon aria-hidden className={cn("!size-3.5", isDone ? "text-seen" : "text-ink-3")} />
            <span className={cn("min-w-0 flex-1", step.status === null && "text-ink-3")}>{step.title}</span>
            <span className="text-12 text-ink-3">
              {step.status === null ? LINK_WORDS.notAsked : ms === undefined ? null : durationWords(ms)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function factsOf(job: JobDetail, nowMs: number): Fact[] {
  const sla = slaWords(job, nowMs);
  const attempt = job.attempts.at(-1);
  const facts: (Fact | undefined)[] = [
    {
      label: W.askedBy,
      value: (
        <>
          {job.askedBy}, <Time at={job.createdAt} as="moment" />
        </>
      ),
    },
    {
      label: LINK_WORDS.restaurant,
      value: (
        <Link href={`/restaurants/${job.restaurant.id}`} className="text-act hover:underline">
          {job.restaurant.name}
        </Link>
      ),
    },
    job.dueAt
      ? {
          label: W.wantedBy,
          value: (
            <>
              <Time at={job.dueAt} as="moment" />
              {sla ? `, ${sla}` : null}
            </>
          ),
        }
      : undefined,
    job.account ? { label: W.account, value: job.account.login } : undefined,
    job.status === "running" && job.deadlineAt
      ? {
          label: W.endsAtLatest,
          value: (
            <>
              <Time at={job.deadlineAt} as="moment" />
              {LINK_WORDS.orStalled(job.limits.stallMs / 1000)}
            </>
          ),
        }
      : undefined,
    attempt?.worker
      ? {
          label: W.worker,
          value: (
            <>
              <span className="voice-machine">{attempt.worker}</span>
              {job.status === "running" ? (
                <>
                  {LINK_WORDS.beat} <Time at={attempt.beatAt} as="ago" />
                </>
              ) : null}
            </>
          ),
        }
      : undefined,
    job.links.portal
      ? {
          label: LINK_WORDS.portal,
          value: (
            <a href={job.links.portal} target="_blank" rel="noreferrer" className="text-act hover:underline">
              {LINK_WORDS.openPage}
            </a>
          ),
        }
      : undefined,
    job.parent
      ? {
          label: LINK_WORDS.parents[job.parent.reason] ?? LINK_WORDS.restaurant,
          value: (
            <Link href={`/jobs/${job.parent.shortId}`} className="voice-machine text-act hover:underline">
              {job.parent.shortId}
            </Link>
          ),
        }
      : undefined,
    job.replacedBy
      ? {
          label: LINK_WORDS.replacedBy,
          value: (
            <Link href={`/jobs/${job.replacedBy.shortId}`} className="voice-machine text-act hover:underline">
              {job.replacedBy.shortId}
            </Link>
          ),
        }
      : undefined,
  ];
  return facts.filter((fact) => fact !== undefined);
}

function Stub({ job }: { job: JobDetail }) {
  if (job.status === "completed") {
    const isWhole = job.outcome === "success";
    const Icon = isWhole ? BadgeCheck : Eye;
    return (
      <p className={cn("flex gap-3 text-13 font-heading", isWhole ? "text-seen" : "text-bell")}>
        <Icon aria-hidden className="mt-0.5" />
        <span className="min-w-0 break-words">
          {job.summary ?? LINK_WORDS.done}
          {job.completedAt ? (
            <>
              {LINK_WORDS.seen} <Time at={job.completedAt} as="moment" />
            </>
          ) : null}
        </span>
      </p>
    );
  }
  if (isOpen(job.status) && job.status !== "needs_review") {
    return (
      <p className="flex gap-3 text-13 text-ink-2">
        <Eye aria-hidden className="mt-0.5" />
        {W.resultLater}
      </p>
    );
  }
  return (
    <p className="flex gap-3 text-13 text-bell">
      <EyeOff aria-hidden className="mt-0.5" />
      {W.noResult}
    </p>
  );
}

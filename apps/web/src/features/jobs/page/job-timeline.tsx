"use client";
import { STEP_KIND_WORDS, STEP_STATUS_WORDS } from "@pumpd/model/words";
import { Check, CircleX, Equal, EyeOff, Hourglass, Image, LoaderCircle, Square } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { JobDetail, JobStep } from "@/features/answers";
import { useNow, useZone } from "@/lib/clock";
import { ageWords, durationWords } from "@/lib/time";
import { jobSentence } from "../job-sentence";
import { sayFailure } from "../say-failure";
import { JOB_WORDS } from "../words";
import { AttemptRow } from "./attempt-row";
import { itemsOf } from "./items-of";
import { StepItems } from "./step-items";
import { TimelineRow } from "./timeline-row";
import { TIMELINE_WORDS as W } from "./words";

type Look = { dot: string; line: string; icon: ReactNode };

const LOOKS: Record<NonNullable<JobStep["status"]> | "planned", Look> = {
  planned: { dot: "border-dashed border-control bg-transparent", line: "bg-line-2", icon: null },
  running: {
    dot: "border-move-line bg-move-soft text-move",
    line: "bg-line-2",
    icon: <LoaderCircle className="animate-turn" />,
  },
  done: { dot: "border-seen-line bg-seen-soft text-seen", line: "bg-seen-line", icon: <Check /> },
  kept: { dot: "border-line-2 bg-well text-ink-2", line: "bg-line-2", icon: <Equal /> },
  failed: { dot: "border-fail-line bg-fail-soft text-fail", line: "bg-line-2", icon: <CircleX /> },
  unverified: { dot: "border-bell-line bg-bell-soft text-bell", line: "bg-line-2", icon: <EyeOff /> },
  stopped: { dot: "border-line-2 bg-well text-ink-2", line: "bg-line-2", icon: <Square /> },
};
const IDLE = { dot: "border-line-2 bg-well text-ink-2", line: "bg-line-2", icon: <Hourglass /> };

/** The dot says enough of these. */
const SAYS_ITSELF: ReadonlySet<string> = new Set(["planned", "running", "done"]);
const WORTH_A_ROW_MS = 2_000;

type JobTimelineProps = { job: JobDetail; onPicture: (id: string) => void };

/** Waiting collapsed to one row each time, the earlier tries, then the plan with what this try made of it. */
export function JobTimeline({ job, onPicture }: JobTimelineProps) {
  const earlier = job.attempts.filter((attempt) => attempt.number < job.attempt);
  return (
    <ol className="px-5 pt-5 pb-1">
      <WaitingRow job={job} />
      {earlier.map((attempt, index) => (
        <Fragment key={attempt.number}>
          <AttemptRow attempt={attempt} />
          <PauseRow from={attempt.endedAt} until={job.attempts[index + 1]?.startedAt} />
        </Fragment>
      ))}
      {job.plan.map((step, index) => (
        <StepRow key={step.key} job={job} step={step} isLast={index === job.plan.length - 1} onPicture={onPicture} />
      ))}
    </ol>
  );
}

/** What the step says of itself; its own title once more is no news. */
function messageOf(job: JobDetail, step: JobStep): string | null {
  const message = step.message ?? (job.progress?.step === step.key ? job.progress.message : null);
  return message === step.title ? null : sayFailure(message, job.failure);
}

function WaitingRow({ job }: { job: JobDetail }) {
  const nowMs = useNow();
  const zone = useZone();
  const first = job.attempts[0]?.startedAt;
  const waitedMs = (first ? Date.parse(first) : nowMs) - Date.parse(job.createdAt);
  if (first && waitedMs < WORTH_A_ROW_MS) return null;
  return (
    <TimelineRow
      {...IDLE}
      title={first ? JOB_WORDS.waited : W.waiting}
      end={first ? durationWords(waitedMs) : ageWords(waitedMs)}
    >
      {first ? W.beforeFirst : jobSentence(job, { nowMs, zone })}
    </TimelineRow>
  );
}

function PauseRow({ from, until }: { from: string | null; until: string | undefined }) {
  if (!from || !until) return null;
  const pausedMs = Date.parse(until) - Date.parse(from);
  return pausedMs < WORTH_A_ROW_MS ? null : <TimelineRow {...IDLE} title={W.between} end={durationWords(pausedMs)} />;
}

type StepRowProps = { job: JobDetail; step: JobStep; isLast: boolean; onPicture: (id: string) => void };

function StepRow({ job, step, isLast, onPicture }: StepRowProps) {
  const status = step.status ?? "planned";
  const items = step.kind === "changeEach" ? itemsOf(job, step.key) : undefined;
  const picture = job.pictures.findLast((one) => one.step === step.key);
  const message = messageOf(job, step) ?? (SAYS_ITSELF.has(status) ? undefined : STEP_STATUS_WORDS[status]);
  return (
    <TimelineRow
      {...LOOKS[status]}
      isLast={isLast}
      title={step.title}
      kind={STEP_KIND_WORDS[step.kind]}
      word={STEP_STATUS_WORDS[status]}
      end={<StepTime step={step} />}
      aside={
        picture ? (
          <Button
            look="link"
            size="text"
            aria-label={W.pictureOf(step.title)}
            onClick={() => onPicture(picture.id)}
            className="gap-1.5 text-12"
          >
            <Image aria-hidden className="!size-3.5" />
            {W.picture}
          </Button>
        ) : null
      }
    >
      {message}
      {items ? <StepItems items={items} /> : null}
    </TimelineRow>
  );
}

function StepTime({ step }: { step: JobStep }) {
  const now = useNow();
  if (!step.startedAt) return W.about(ageWords(Math.max(1000, step.usualMs)));
  if (step.endedAt) return durationWords(Date.parse(step.endedAt) - Date.parse(step.startedAt));
  return ageWords(now - Date.parse(step.startedAt));
}

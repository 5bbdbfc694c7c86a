"use client";
import { STEP_KIND_WORDS, STEP_STATUS_WORDS } from "@pumpd/model/words";
import { Check, CircleX, Equal, EyeOff, Hourglass, LoaderCircle, Square } from "lucide-react";
import type { ReactNode } from "react";
import type { JobDetail, JobStep } from "@/features/answers";
import { useNow } from "@/lib/clock";
import { ageWords, durationWords } from "@/lib/time";
import { jobSentence } from "../job-sentence";
import { sayFailure } from "../say-failure";
import { JOB_WORDS as W } from "../words";
import { AttemptRow } from "./attempt-row";
import { TimelineRow } from "./timeline-row";

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

/** The dot says enough of these. */
const SAYS_ITSELF: ReadonlySet<string> = new Set(["planned", "running", "done"]);

/** Waiting collapsed to one row, then the earlier tries, then the plan with what this try made of it. */
export function JobTimeline({ job }: { job: JobDetail }) {
  const earlier = job.attempts.filter((attempt) => attempt.number < job.attempt);
  return (
    <ol className="px-5 pt-5 pb-1">
      <WaitingRow job={job} />
      {earlier.map((attempt) => (
        <AttemptRow key={attempt.number} attempt={attempt} />
      ))}
      {job.plan.map((step, index) => (
        <StepRow key={step.key} step={step} message={messageOf(job, step)} isLast={index === job.plan.length - 1} />
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
  const first = job.attempts[0]?.startedAt;
  const waitedMs = (first ? Date.parse(first) : nowMs) - Date.parse(job.createdAt);
  if (first && waitedMs < 2_000) return null;
  return (
    <TimelineRow
      dot="border-line-2 bg-well text-ink-2"
      line="bg-line-2"
      icon={<Hourglass />}
      title={first ? W.waited : "Waiting"}
      end={first ? durationWords(waitedMs) : ageWords(waitedMs)}
    >
      {first ? "Before the first try" : jobSentence(job, { nowMs, zone: undefined })}
    </TimelineRow>
  );
}

function StepRow({ step, message, isLast }: { step: JobStep; message: string | null; isLast: boolean }) {
  const status = step.status ?? "planned";
  const look = LOOKS[status];
  return (
    <TimelineRow
      {...look}
      isLast={isLast}
      title={step.title}
      kind={STEP_KIND_WORDS[step.kind]}
      word={STEP_STATUS_WORDS[status]}
      end={<StepTime step={step} />}
    >
      {message ?? (SAYS_ITSELF.has(status) ? undefined : STEP_STATUS_WORDS[status])}
    </TimelineRow>
  );
}

function StepTime({ step }: { step: JobStep }) {
  const now = useNow();
  if (!step.startedAt) return `about ${ageWords(Math.max(1000, step.usualMs))}`;
  if (step.endedAt) return durationWords(Date.parse(step.endedAt) - Date.parse(step.startedAt));
  return ageWords(now - Date.parse(step.startedAt));
}

import { FAILURE_WORDS } from "@pumpd/model/words";
import { CircleX, Hourglass, TimerOff, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import type { JobAttempt } from "@/features/answers";
import { durationWords } from "@/lib/time";
import { TimelineRow } from "./timeline-row";

const ENDS: Record<JobAttempt["status"], { words: string; icon: ReactNode }> = {
  running: { words: "runs", icon: <Hourglass /> },
  succeeded: { words: "succeeded", icon: <Hourglass /> },
  partial: { words: "was done in part", icon: <Hourglass /> },
  failed: { words: "failed", icon: <CircleX /> },
  timed_out: { words: "timed out", icon: <TimerOff /> },
  review: { words: "stopped for a person", icon: <Hourglass /> },
  cancelled: { words: "was stopped", icon: <Hourglass /> },
  lost: { words: "lost its worker", icon: <Unplug /> },
  handed_back: { words: "was handed back for an update", icon: <Hourglass /> },
};

/** One earlier try in one row: how it ended, why, and whether it counted. */
export function AttemptRow({ attempt }: { attempt: JobAttempt }) {
  const end = ENDS[attempt.status];
  const ms = attempt.endedAt ? Date.parse(attempt.endedAt) - Date.parse(attempt.startedAt) : undefined;
  return (
    <TimelineRow
      dot="border-line-2 bg-well text-ink-2"
      line="bg-line-2"
      icon={end.icon}
      title={`Try ${attempt.number} ${end.words}`}
      end={ms === undefined ? undefined : durationWords(ms)}
    >
      {attempt.failure ? FAILURE_WORDS[attempt.failure.code].headline(attempt.failure.about) : null}
      {attempt.isCharged ? null : " Not counted as a try."}
    </TimelineRow>
  );
}

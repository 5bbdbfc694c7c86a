import { FAILURE_WORDS } from "@pumpd/model/words";
import { CircleX, Hourglass, TimerOff, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import type { JobAttempt } from "@/features/answers";
import { durationWords } from "@/lib/time";
import { TimelineRow } from "./timeline-row";
import { ATTEMPT_WORDS, TIMELINE_WORDS } from "./words";

export const ATTEMPT_ENDS: Record<JobAttempt["status"], { words: string; icon: ReactNode }> = {
  running: { words: "runs", icon: <Hourglass /> },
  succeeded: { words: "succeeded", icon: <Hourglass /> },
  partial: { words: "was done in part", icon: <Hourglass /> },
  failed: { words: "failed", icon: <CircleX /> },
  timed_out: { words: "timed out", icon: <TimerOff /> },
  review: { words: "stopped for a person", icon: <Hourglass /> },
  cancelled: { words: "was stopped", icon: <Hourglass /> },
  lost: { words: "lost its worker", icon: <Unplug /> },
  handed_back: { words: "was handed back for an update", icon: <Hourglass /> },
  put_off: { words: "was put off by the portal", icon: <Hourglass /> },
};

/** One earlier try in one row: how it ended, why, and whether it counted. */
export function AttemptRow({ attempt }: { attempt: JobAttempt }) {
  const end = ATTEMPT_ENDS[attempt.status];
  const ms = attempt.endedAt ? Date.parse(attempt.endedAt) - Date.parse(attempt.startedAt) : undefined;
  const said = attempt.failure ? FAILURE_WORDS[attempt.failure.code].headline(attempt.failure.about) : undefined;
  return (
    <TimelineRow
      dot="border-line-2 bg-well text-ink-2"
      line="bg-line-2"
      icon={end.icon}
      title={`${ATTEMPT_WORDS.n(attempt.number)} ${end.words}`}
      end={ms === undefined ? undefined : durationWords(ms)}
    >
      {[said, attempt.isCharged ? undefined : TIMELINE_WORDS.notCounted].filter(Boolean).join(" ")}
    </TimelineRow>
  );
}

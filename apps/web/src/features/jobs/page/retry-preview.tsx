import { Equal, Repeat2, Send } from "lucide-react";
import { Card } from "@/components/ui/card";
import type { JobDetail } from "@/features/answers";
import { durationWords } from "@/lib/time";
import { JOB_WORDS as W } from "../words";

const ICON = {
  kept: <Equal aria-hidden className="text-ink-3" />,
  again: <Repeat2 aria-hidden className="text-ink-2" />,
  once: <Send aria-hidden className="text-bell" />,
} as const;

/** What one more try keeps, does again, and does once, before anybody presses. */
export function RetryPreview({ job }: { job: JobDetail }) {
  return (
    <Card aria-labelledby="retry-title" className="px-4 py-3.5">
      <h2 id="retry-title" className="text-14 font-heading">
        {job.status === "needs_review" ? W.ifNotThere : W.ifRetried}
      </h2>
      <p className="text-13 text-ink-3">{retryLead(job)}</p>
      <RetryLines job={job} />
    </Card>
  );
}

export function retryLead({ retryPreview }: JobDetail): string {
  const totalMs = retryPreview.filter((line) => line.does !== "kept").reduce((sum, line) => sum + line.usualMs, 0);
  return W.oneMoreTry(Math.max(1, Math.round(totalMs / 1000)));
}

export function RetryLines({ job }: { job: JobDetail }) {
  return (
    <ol className="mt-2 space-y-2">
      {job.retryPreview.map((line) => (
        <li key={line.key} className="flex gap-3">
          <span className="mt-0.5">{ICON[line.does]}</span>
          <span className="min-w-0 flex-1">
            <span className="block text-13">{line.title}</span>
            <span className="block text-12 text-ink-3">{line.note}</span>
          </span>
          {line.does === "kept" ? null : <span className="text-12 text-ink-3">{durationWords(line.usualMs)}</span>}
        </li>
      ))}
    </ol>
  );
}

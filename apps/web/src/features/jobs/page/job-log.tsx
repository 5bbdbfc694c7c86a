"use client";
import { Time } from "@/components/time";
import { Bone } from "@/components/ui/skeleton";
import type { JobDetail, LogLine } from "@/features/answers";
import { cn } from "@/lib/cn";
import { trpc } from "@/lib/trpc/client";
import { stepTitle } from "../job-type";
import { JOB_WORDS as W } from "../words";

const TONE: Record<LogLine["level"], string> = {
  debug: "text-ink-3",
  info: "text-ink-2",
  warn: "text-bell",
  error: "text-fail",
};

export function JobLog({ job }: { job: JobDetail }) {
  const log = trpc.jobs.logs.useQuery({ id: job.id });
  if (log.isPending) return <Bone className="m-4 w-64" />;
  if (log.isError) return <p className="px-4 py-3 text-13 text-bell">{W.noAnswerStays}</p>;
  if (log.data.lines.length === 0) return <p className="px-4 py-3 text-13 text-ink-3">No lines yet.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <ol tabIndex={0} aria-label={W.log} className="voice-machine max-h-96 overflow-auto px-4 py-3 text-12 leading-5">
      {log.data.lines.map((line: LogLine) => (
        <li
          key={line.id}
          className="grid grid-cols-[84px_minmax(0,1fr)] gap-3 desk:grid-cols-[84px_128px_minmax(0,1fr)]"
        >
          <Time at={line.at} as="seconds" className="text-ink-3" />
          <span className="hidden truncate text-ink-3 desk:block">
            {line.step ? stepTitle(job.type, line.step) : ""}
          </span>
          <span className={cn("break-words", TONE[line.level])}>{line.text}</span>
        </li>
      ))}
    </ol>
  );
}

"use client";
import { useEffect, useId, useRef, useState } from "react";
import { Time } from "@/components/time";
import { Checkbox } from "@/components/ui/checkbox";
import { Segmented } from "@/components/ui/segmented";
import { Bone } from "@/components/ui/skeleton";
import type { JobDetail, LogLine } from "@/features/answers";
import { cn } from "@/lib/cn";
import { stepTitle } from "../job-type";
import { JOB_WORDS } from "../words";
import { useJobLog } from "./use-job-log";
import { LOG_WORDS as W } from "./words";

const TONE: Record<LogLine["level"], string> = {
  debug: "text-ink-3",
  info: "text-ink-2",
  warn: "text-bell",
  error: "text-fail",
};
const LEVELS = ["debug", "info", "warn", "error"] as const satisfies readonly LogLine["level"][];

/** The newest lines at the end; while the job runs they are followed until somebody scrolls up or says so. */
export function JobLog({ job }: { job: JobDetail }) {
  const log = useJobLog(job);
  const [least, setLeast] = useState<LogLine["level"]>("info");
  const [isFollowing, setIsFollowing] = useState(true);
  const followId = useId();
  const list = useRef<HTMLOListElement>(null);
  const lines = log.lines.filter((line) => LEVELS.indexOf(line.level) >= LEVELS.indexOf(least));
  const isRunning = job.status === "running";
  const newest = lines.at(-1)?.id;

  useEffect(() => {
    if (newest !== undefined && isRunning && isFollowing) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [newest, isRunning, isFollowing]);

  if (log.isPending) return <Bone className="m-4 w-64" />;
  if (log.isAway && log.lines.length === 0)
    return <p className="px-4 py-3 text-13 text-bell">{JOB_WORDS.noAnswerStays}</p>;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-line px-4 py-2">
        <Segmented
          label={W.show}
          value={least}
          onChange={setLeast}
          choices={LEVELS.map((level) => ({ value: level, label: W.levels[level] }))}
        />
        {isRunning ? (
          <span className="flex items-center gap-2 text-13 text-ink-2">
            <Checkbox id={followId} checked={isFollowing} onCheckedChange={setIsFollowing} />
            <label htmlFor={followId}>{W.follow}</label>
          </span>
        ) : null}
      </div>
      {lines.length === 0 ? (
        <p className="px-4 py-3 text-13 text-ink-3">{log.lines.length === 0 ? W.none : W.noneOfLevel}</p>
      ) : (
        <ol
          ref={list}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={JOB_WORDS.log}
          onScroll={({ currentTarget: at }) =>
            setIsFollowing(at.scrollHeight - at.scrollTop - at.clientHeight < NEAR_THE_END_PX)
          }
          className="voice-machine max-h-96 overflow-auto px-4 py-3 text-12 leading-5"
        >
          {lines.map((line) => (
            <Line key={line.id} line={line} type={job.type} />
          ))}
        </ol>
      )}
    </>
  );
}

const NEAR_THE_END_PX = 24;

function Line({ line, type }: { line: LogLine; type: string }) {
  return (
    <li className="grid grid-cols-[84px_minmax(0,1fr)] gap-3 desk:grid-cols-[84px_128px_minmax(0,1fr)]">
      <Time at={line.at} as="seconds" className="text-ink-3" />
      <span className="hidden truncate text-ink-3 desk:block">{line.step ? stepTitle(type, line.step) : ""}</span>
      <span className={cn("break-words", TONE[line.level])}>{line.text}</span>
    </li>
  );
}

"use client";
import { STATE_WORDS } from "@pumpd/model/words";
import Link from "next/link";
import { useEffect, useState } from "react";
import { Segments } from "@/components/segments";
import type { JobDetail } from "@/features/answers";
import { PlaceTitle } from "@/features/frame/page-body";
import { useNow, useZone } from "@/lib/clock";
import { ageWords, durationWords, momentWords } from "@/lib/time";
import { afterWord, jobSentence, portalNow } from "../job-sentence";
import { JobTitle } from "../job-titles";
import { StatusPill } from "../status-word";
import { leftMs, segmentsOf } from "./segments-of";

/** The card below says it all, and once is enough. */
const HAS_A_CARD: ReadonlySet<JobDetail["state"]> = new Set(["retrying", "on_hold"]);

/** Word, place, type; then what is happening and what is at the portal now. */
export function JobHead({ job }: { job: JobDetail }) {
  const isMoving = job.status === "pending" || job.status === "running";
  const left = leftMs(job, useNow());
  const aside = job.status === "running" && left > 0 ? `about ${ageWords(left)} left` : undefined;
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-3.5 gap-y-1.5 text-13 text-ink-2">
        <StatusPill state={job.state} more={useAfterWord(job)} />
        <TimeFacts job={job} />
      </div>
      <div className="mt-2">
        <PlaceTitle name={job.restaurant.name} what={<JobTitle of={job} />} />
      </div>
      {isMoving ? (
        <>
          <div className="mt-1 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
            {HAS_A_CARD.has(job.state) ? null : (
              <p className="max-w-[74ch] text-[15px]/[22px] text-ink-2">
                <MovingSentence job={job} />
              </p>
            )}
            <p className="hidden text-13 text-ink-3 desk:block">{aside}</p>
          </div>
          <div className="mt-4">
            <Segments segments={segmentsOf(job)} aside={aside} />
          </div>
        </>
      ) : null}
      <Spoken job={job} />
      <p className="sr-only">
        <Link href={`/restaurants/${job.restaurant.id}`}>{job.restaurant.name}</Link>
      </p>
    </div>
  );
}

function useAfterWord(job: JobDetail): string | undefined {
  return afterWord(job, useNow());
}

function TimeFacts({ job }: { job: JobDetail }) {
  const now = useNow();
  const zone = useZone();
  const startMs = job.startedAt ? Date.parse(job.startedAt) : undefined;
  const facts: string[] = [];
  if (job.status === "running" && startMs) facts.push(ageWords(now - startMs));
  if (job.status === "completed" && startMs && job.completedAt)
    facts.push(`in ${durationWords(Date.parse(job.completedAt) - startMs)}`);
  if (job.status === "needs_review" || job.status === "failed" || job.status === "timeout")
    facts.push(`for ${ageWords(now - Date.parse(job.updatedAt))}`);
  if (job.attempt > 0) facts.push(`Try ${Math.min(job.attempt, job.maxTries)} of ${job.maxTries}`);
  if (job.state === "completed" && job.completedAt)
    facts.push(`Seen ${momentWords(new Date(job.completedAt), now, zone)}`);
  return facts.map((fact) => <span key={fact}>{fact}</span>);
}

/** What happens, what is at the portal, and what stopping would leave there. */
function MovingSentence({ job }: { job: JobDetail }) {
  const nowMs = useNow();
  const zone = useZone();
  const sentence = jobSentence(job, { nowMs, zone });
  const portal = portalNow(job);
  if (job.status === "pending") return `${sentence}${sentence.includes(portal) ? "." : `. ${portal}.`}`;
  const ifStopped = job.sentCount === 0 ? "Stopping leaves no trace." : "If you stop now, it stays.";
  const happening = sentence.startsWith("Nothing sent") ? "" : `${sentence}. `;
  return `${happening}${job.sentCount === 0 ? "Nothing sent yet" : portal}. ${ifStopped}`;
}

const SPEAK_AT_MOST_EVERY_MS = 5_000;

/** Changes of state for those who listen; never percent, and not more often than one can follow. */
function Spoken({ job }: { job: JobDetail }) {
  const words = `${STATE_WORDS[job.state].word}. ${job.plan.find((step) => step.status === "running")?.title ?? ""}`;
  const [spoken, setSpoken] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(words), spoken === "" ? 0 : SPEAK_AT_MOST_EVERY_MS);
    return () => clearTimeout(timer);
  }, [words, spoken]);
  return (
    <p aria-live="polite" className="sr-only">
      {spoken}
    </p>
  );
}

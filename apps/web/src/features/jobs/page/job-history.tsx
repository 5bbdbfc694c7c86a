import { STATE_WORDS } from "@pumpd/model/words";
import Link from "next/link";
import { Time } from "@/components/time";
import type { JobDetail, JobEvent } from "@/features/answers";
import { sayFailure } from "../say-failure";
import { HISTORY_WORDS as W } from "./words";

/** Every change of state: when, by whom, and why. */
export function JobHistory({ events, failure }: Pick<JobDetail, "events" | "failure">) {
  return (
    <ol className="space-y-1.5 px-4 py-3 text-13">
      {events.map((event) => (
        <li key={event.id} className="grid grid-cols-[84px_minmax(0,1fr)] gap-3">
          <Time at={event.at} as="seconds" className="text-12 text-ink-3" />
          <span>
            <span className="font-control">{eventWords(event)}</span>
            <span className="text-ink-2">{whoAndWhy(event, failure)}</span>
            <OtherJob event={event} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function eventWords(event: JobEvent): string {
  if (event.from === null && event.to === "pending") return W.first;
  if (event.to) return STATE_WORDS[event.to === "pending" ? "waiting" : event.to].word;
  const words = W.kinds[event.kind] ?? event.kind.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function whoAndWhy({ actorName, reason }: JobEvent, failure: JobDetail["failure"]): string {
  const why = reason ? (W.reasons[reason] ?? sayFailure(reason, failure) ?? reason) : "";
  return [actorName ? W.by(actorName) : "", why ? W.because(why) : ""].join("");
}

/** The inspection that looked, or the job that goes on instead. */
function OtherJob({ event }: { event: JobEvent }) {
  const shortId = event.data?.inspection ?? event.data?.by;
  if (typeof shortId !== "string") return null;
  return (
    <Link href={`/jobs/${shortId}`} className="voice-machine ml-2 text-act hover:underline">
      {shortId}
    </Link>
  );
}

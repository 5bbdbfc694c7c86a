import { STATE_WORDS } from "@pumpd/model/words";
import { Time } from "@/components/time";
import type { JobEvent } from "@/features/answers";

/** Every change of state: when, by whom, and why. */
export function JobHistory({ events }: { events: readonly JobEvent[] }) {
  return (
    <ol className="space-y-1.5 px-4 py-3 text-13">
      {events.map((event) => (
        <li key={event.id} className="grid grid-cols-[84px_minmax(0,1fr)] gap-3">
          <Time at={event.at} as="seconds" className="text-12 text-ink-3" />
          <span>
            <span className="font-control">{eventWords(event)}</span>
            <span className="text-ink-2">
              {[event.actorName ? ` by ${event.actorName}` : "", event.reason ? `: ${event.reason}` : ""].join("")}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function eventWords(event: JobEvent): string {
  if (event.to) return STATE_WORDS[event.to === "pending" ? "waiting" : event.to].word;
  const words = event.kind.replaceAll("_", " ").replaceAll(".", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

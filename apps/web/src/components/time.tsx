"use client";
import { useNow, useZone } from "@/lib/clock";
import { ageWords, clockWords, momentWords, utcWords, whenWords } from "@/lib/time";

type Shape = "when" | "moment" | "seconds" | "age" | "ago";

/** A moment in the reader's zone, with UTC on hover. */
export function Time({ at, as = "when", className }: { at: string; as?: Shape; className?: string }) {
  const now = useNow();
  const zone = useZone();
  const moment = new Date(at);
  return (
    <time dateTime={at} title={utcWords(moment)} className={className}>
      {words(moment, as, now, zone)}
    </time>
  );
}

function words(moment: Date, as: Shape, now: number, zone: string | undefined): string {
  const age = now - moment.getTime();
  switch (as) {
    case "when":
      return whenWords(moment, now, zone);
    case "moment":
      return momentWords(moment, now, zone);
    case "seconds":
      return clockWords(moment, zone, true);
    case "age":
      return age < 5000 ? "now" : ageWords(age);
    case "ago":
      return age < 5000 ? "now" : `${ageWords(age)} ago`;
  }
}

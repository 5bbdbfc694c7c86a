/** Words for times. Pure: the zone and the present are handed in. */

export function ageWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} h`;
  return `${Math.round(hours / 24)} days`;
}

export function durationWords(ms: number): string {
  if (ms < 9_950) return `${(Math.max(0, ms) / 1000).toFixed(1).replace(".0", "")} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function clockWords(at: Date, zone: string | undefined, hasSeconds = false): string {
  return new Intl.DateTimeFormat("en-NZ", {
    hour: "numeric",
    minute: "2-digit",
    second: hasSeconds ? "2-digit" : undefined,
    hour12: true,
    timeZone: zone,
  })
    .format(at)
    .replace(/\s*([ap])\.?m\.?/i, (_, half: string) => ` ${half.toLowerCase()}m`);
}

function dayKey(at: Date, zone: string | undefined): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(at);
}

const DAY_MS = 86_400_000;

/** "9:58 am" today, "Yesterday" for yesterday, "18 Nov" before that. */
export function whenWords(at: Date, nowMs: number, zone: string | undefined): string {
  if (dayKey(at, zone) === dayKey(new Date(nowMs), zone)) return clockWords(at, zone);
  if (dayKey(at, zone) === dayKey(new Date(nowMs - DAY_MS), zone)) return "Yesterday";
  return dateWords(at, zone);
}

/** Inside a sentence: "9:58 am" today, "yesterday, 9:58 am" and "tomorrow, 9:58 am" beside it, else "18 Nov, 9:58 am". */
export function momentWords(at: Date, nowMs: number, zone: string | undefined): string {
  const clock = clockWords(at, zone);
  const day = dayKey(at, zone);
  if (day === dayKey(new Date(nowMs), zone)) return clock;
  if (day === dayKey(new Date(nowMs - DAY_MS), zone)) return `yesterday, ${clock}`;
  if (day === dayKey(new Date(nowMs + DAY_MS), zone)) return `tomorrow, ${clock}`;
  return `${dateWords(at, zone)}, ${clock}`;
}

export function dateWords(at: Date, zone: string | undefined): string {
  return new Intl.DateTimeFormat("en-NZ", { day: "numeric", month: "short", timeZone: zone }).format(at);
}

/** "Tuesday 24 November, 1:12 pm" */
export function longDayWords(at: Date, zone: string | undefined): string {
  const parts = new Intl.DateTimeFormat("en-NZ", {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: zone,
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("weekday")} ${part("day")} ${part("month")}, ${clockWords(at, zone)}`;
}

export function utcWords(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

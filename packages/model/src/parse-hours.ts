import {
  CLOSED_WEEK,
  DAYS,
  type Day,
  MAX_SLOTS_A_DAY,
  type Slot,
  timeSchema,
  type WeekHours,
} from "./opening-hours.ts";

export type ParsedHours = { week: WeekHours; unread: string[] };

const DAY_NAME = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*$/i;
const RANGE = /^(\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]m)?)\s*(?:-|–|to)\s*(\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]m)?)$/i;

function findDay(word: string): Day | undefined {
  if (!DAY_NAME.test(word)) return undefined;
  return DAYS.find((day) => day.toLowerCase().startsWith(word.slice(0, 3).toLowerCase()));
}

function daysOf(words: string): Day[] | undefined {
  if (/^(daily|every ?day|all)$/i.test(words)) return [...DAYS];
  const [first = "", last] = words.split(/\s*(?:-|–|to)\s*/i);
  const from = findDay(first.trim());
  if (!from) return undefined;
  if (last === undefined) return [from];
  const until = findDay(last.trim());
  if (!until) return undefined;
  const start = DAYS.indexOf(from);
  const length = ((DAYS.indexOf(until) - start + DAYS.length) % DAYS.length) + 1;
  return Array.from({ length }, (_, index) => DAYS[(start + index) % DAYS.length] ?? from);
}

const hasHalf = (time: string): boolean => /[ap]m/i.test(time);

/** "7-3" is 07:00 to 15:00: without am or pm, an end that is not later is in the afternoon. "5pm-1" runs past midnight. */
function slotOf(words: string): Slot | undefined {
  const match = RANGE.exec(words.trim());
  if (!match) return undefined;
  const [, from = "", until = ""] = match;
  const open = tidyTime(from);
  let close = tidyTime(until);
  const isPlain = !hasHalf(from) && !hasHalf(until) && !/[:.]/.test(until);
  if (isPlain && close <= open && Number(close.slice(0, 2)) < 12)
    close = `${Number(close.slice(0, 2)) + 12}${close.slice(2)}`;
  if (open === close || !/^\d\d:\d\d$/.test(open) || !/^\d\d:\d\d$/.test(close)) return undefined;
  return { open, close };
}

/** "tue-thu 7-3, fri-sat 7-1am, sun 8-2": a week from one line. What it could not read it hands back. */
export function parseHours(line: string): ParsedHours {
  const week: WeekHours = structuredClone(CLOSED_WEEK);
  const unread: string[] = [];
  let days: Day[] | undefined;
  for (const part of line.split(/[,;\n]+/).map((one) => one.trim())) {
    if (part === "") continue;
    const split = /^([a-z][a-z\s–-]*?)\s*[:\s]\s*(closed|\d.*)$/i.exec(part);
    const named = split ? daysOf((split[1] ?? "").trim()) : undefined;
    days = named ?? days;
    const times = split ? (split[2] ?? "") : part;
    if (split && !named) unread.push(part);
    else if (!days || !fill(week, days, times)) unread.push(part);
  }
  return { week, unread };
}

function fill(week: WeekHours, days: readonly Day[], times: string): boolean {
  if (/^closed$/i.test(times)) return true;
  const slots = times.split(/\s*(?:&|\+|\band\b)\s*/i).map(slotOf);
  if (slots.some((slot) => slot === undefined)) return false;
  for (const day of days) {
    week[day] = [...week[day], ...slots.filter((slot) => slot !== undefined)].slice(0, MAX_SLOTS_A_DAY);
  }
  return true;
}

/** "7" → 07:00, "730" → 07:30, "5pm" → 17:00, "7.30" → 07:30. What it cannot read it returns as typed. */
export function tidyTime(typed: string): string {
  const match = /^\s*(\d{1,2})[:.h]?(\d{2})?\s*([ap])?\.?m?\.?\s*$/i.exec(typed);
  if (!match) return typed.trim();
  const [, hourText = "", minuteText = "00", half] = match;
  let hour = Number(hourText);
  if (half && hour > 12) return typed.trim();
  if (half?.toLowerCase() === "p" && hour < 12) hour += 12;
  if (half?.toLowerCase() === "a" && hour === 12) hour = 0;
  const time = `${String(hour === 24 ? 0 : hour).padStart(2, "0")}:${minuteText}`;
  return timeSchema.safeParse(time).success ? time : typed.trim();
}

import { crossesMidnight, DAYS, type Day, type Slot, timeSchema } from "@pumpd/model";

/** A day's bar runs from 5 am to 5 am, so that a late night stays whole. */
const DAY_STARTS_AT_MIN = 5 * 60;
const DAY_MIN = 24 * 60;

export function isTime(value: string): boolean {
  return timeSchema.safeParse(value).success;
}

function minutes(time: string): number {
  const [hour = "0", minute = "0"] = time.split(":");
  return Number(hour) * 60 + Number(minute);
}

function offset(minute: number): number {
  return (minute - DAY_STARTS_AT_MIN + DAY_MIN) % DAY_MIN;
}

/** Where a slot stands on the bar, in percent; undefined while it is half typed. */
export function slotSpan(slot: Slot): { left: number; width: number } | undefined {
  if (!isTime(slot.open) || !isTime(slot.close) || slot.open === slot.close) return undefined;
  const from = offset(minutes(slot.open));
  const length = (minutes(slot.close) - minutes(slot.open) + DAY_MIN) % DAY_MIN;
  return { left: (from / DAY_MIN) * 100, width: (Math.min(length, DAY_MIN - from) / DAY_MIN) * 100 };
}

export function hourMark(hour: number): number {
  return (offset(hour * 60) / DAY_MIN) * 100;
}

export function isPastMidnight(slot: Slot): boolean {
  return isTime(slot.open) && isTime(slot.close) && slot.open !== slot.close && crossesMidnight(slot);
}

export function dayAfter(day: Day): Day {
  return DAYS[(DAYS.indexOf(day) + 1) % DAYS.length] ?? "Monday";
}

export function shortDay(day: Day): string {
  return day.slice(0, 3);
}

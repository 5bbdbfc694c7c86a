import { crossesMidnight, DAYS, type Day, type WeekHours } from "@pumpd/model";

export type Kitchen =
  | { isOpen: true; until: string }
  | { isOpen: false; day: Day; inDays: number; at: string }
  | undefined;

type Moment = { nowMs: number; timezone: string };

/** Open until when, or closed until when, on the place's own clock. Undefined when it never opens. */
export function kitchenAt(week: WeekHours, { nowMs, timezone }: Moment): Kitchen {
  const { day, time } = wallClock(nowMs, timezone);
  const today = DAYS.indexOf(day);
  const dayIn = (days: number): Day => DAYS[(today + days + DAYS.length) % DAYS.length] ?? day;

  const late = week[dayIn(-1)].find((slot) => crossesMidnight(slot) && time < slot.close);
  if (late) return { isOpen: true, until: late.close };
  const now = week[day].find((slot) => slot.open <= time && (crossesMidnight(slot) || time < slot.close));
  if (now) return { isOpen: true, until: now.close };

  for (let inDays = 0; inDays <= DAYS.length; inDays += 1) {
    const opens = week[dayIn(inDays)].map((slot) => slot.open).filter((open) => inDays > 0 || open > time);
    const [at] = opens.toSorted();
    if (at) return { isOpen: false, day: dayIn(inDays), inDays, at };
  }
  return undefined;
}

function wallClock(nowMs: number, timezone: string): { day: Day; time: string } {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    weekday: "long",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(nowMs);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const day = DAYS.find((one) => one === part("weekday")) ?? "Monday";
  return { day, time: `${part("hour")}:${part("minute")}` };
}

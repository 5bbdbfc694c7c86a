import { z } from "zod";

export const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
export type Day = (typeof DAYS)[number];
export const daySchema = z.enum(DAYS);

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
export const timeSchema = z.string("Time is missing").regex(TIME, "Time must look like 09:30");

/** One stretch of opening on one day. `close` earlier than `open` means past midnight, into the next day. */
export const slotSchema = z
  .object({ open: timeSchema, close: timeSchema })
  .refine((slot) => slot.open !== slot.close, { message: "Opens and closes at the same time", path: ["close"] })
  // The portal ends a day at 23:59, so nothing would be left of that day.
  .refine((slot) => slot.open !== "23:59", { message: "Opens at the last minute of the day", path: ["open"] });
export type Slot = z.infer<typeof slotSchema>;

export const MAX_SLOTS_A_DAY = 3;

/** A whole week. A day without slots is closed; half a slot cannot be written down. */
export const weekHoursSchema = z
  .object(
    Object.fromEntries(DAYS.map((day) => [day, z.array(slotSchema).max(MAX_SLOTS_A_DAY)])) as Record<
      Day,
      z.ZodArray<typeof slotSchema>
    >,
  )
  .superRefine((week, context) => {
    for (const clash of overlaps(week)) {
      context.addIssue({ code: "custom", path: [clash.day, clash.index, "open"], message: `Overlaps ${clash.with}` });
    }
  });
export type WeekHours = z.infer<typeof weekHoursSchema>;

export const CLOSED_WEEK: WeekHours = {
  Monday: [],
  Tuesday: [],
  Wednesday: [],
  Thursday: [],
  Friday: [],
  Saturday: [],
  Sunday: [],
};

/** What the portal takes: slots that end on the day they start. */
export type PortalSlot = { day: Day; open: string; close: string };

export function crossesMidnight(slot: Slot): boolean {
  return slot.close <= slot.open;
}

function dayAfter(day: Day): Day {
  return DAYS[(DAYS.indexOf(day) + 1) % DAYS.length] ?? "Monday";
}

/**
 * The week in the portal's form, in week order. A slot past midnight becomes `open–23:59` and `00:00–close` of the
 * next day; one that closes exactly at midnight becomes `open–23:59` alone.
 */
export function toPortalSlots(week: WeekHours): PortalSlot[] {
  const slots = DAYS.flatMap((day) => week[day].flatMap((slot) => splitAtMidnight(day, slot)));
  return slots.sort((a, b) => DAYS.indexOf(a.day) - DAYS.indexOf(b.day) || a.open.localeCompare(b.open));
}

function splitAtMidnight(day: Day, slot: Slot): PortalSlot[] {
  if (!crossesMidnight(slot)) return [{ day, ...slot }];
  const evening: PortalSlot = { day, open: slot.open, close: "23:59" };
  if (slot.close === "00:00") return [evening];
  return [evening, { day: dayAfter(day), open: "00:00", close: slot.close }];
}

type Clash = { day: Day; index: number; with: string };

function overlaps(week: WeekHours): Clash[] {
  const pieces = DAYS.flatMap((day) =>
    week[day].flatMap((slot, index) => splitAtMidnight(day, slot).map((piece) => ({ ...piece, from: { day, index } }))),
  );
  const clashes: Clash[] = [];
  for (const [i, piece] of pieces.entries()) {
    const other = pieces.slice(0, i).find((earlier) => {
      const isSameSlot = earlier.from.day === piece.from.day && earlier.from.index === piece.from.index;
      return !isSameSlot && earlier.day === piece.day && earlier.open < piece.close && piece.open < earlier.close;
    });
    if (other) clashes.push({ ...piece.from, with: `${other.from.day} ${other.open} to ${other.close}` });
  }
  return clashes;
}

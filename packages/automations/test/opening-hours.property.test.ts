import { DAYS, type Day, type PortalSlot, type Slot, toPortalSlots, weekHoursSchema } from "@pumpd/model";
import fc from "fast-check";
import { expect, test } from "vitest";

const numRuns = Number(process.env.PROPERTY_RUNS ?? 5_000);
const TIME_LIMIT_MS = 30_000 + numRuns * 10;
const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

const time = fc.integer({ min: 0, max: DAY_MINUTES - 1 }).map(clock);
const slot = fc.record({ open: time, close: time });
const anything = fc.oneof(fc.anything(), fc.string(), time, slot);
const week = <T>(day: fc.Arbitrary<T>) => fc.record(Object.fromEntries(DAYS.map((name) => [name, day])));

function clock(minute: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function minuteOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Minutes of the week, from Monday 00:00, in which it is open; the portal's last minute of a day counts whole. */
function openMinutes(slots: readonly ({ day: Day } & Slot)[]): Buffer {
  const minutes = Buffer.alloc(WEEK_MINUTES);
  for (const { day, open, close } of slots) {
    const from = minuteOf(open);
    const to =
      close === "23:59" ? DAY_MINUTES : minuteOf(close) <= from ? minuteOf(close) + DAY_MINUTES : minuteOf(close);
    for (let minute = from; minute < to; minute += 1)
      minutes[(DAYS.indexOf(day) * DAY_MINUTES + minute) % WEEK_MINUTES] = 1;
  }
  return minutes;
}

function expectTakenByPortal(slots: readonly PortalSlot[]): void {
  for (const [place, { day, open, close }] of slots.entries()) {
    expect(open < close).toBe(true);
    const next = slots[place + 1];
    if (next?.day === day) expect(close <= next.open).toBe(true);
    else if (next) expect(DAYS.indexOf(day)).toBeLessThan(DAYS.indexOf(next.day));
  }
}

// Four different times of a day, in order, make two stretches; the last of them may run into the next morning.
const goodDay = fc
  .record({
    times: fc.uniqueArray(fc.integer({ min: 6 * 60, max: DAY_MINUTES - 2 }), { minLength: 4, maxLength: 4 }),
    isLate: fc.boolean(),
    count: fc.nat({ max: 2 }),
  })
  .map(({ times, isLate, count }) => {
    const [a = 0, b = 0, c = 0, d = 0] = times.toSorted((x, y) => x - y);
    return [
      { open: clock(a), close: clock(b) },
      { open: clock(c), close: clock(isLate ? d % (6 * 60) : d) },
    ].slice(0, count);
  });

test("any hours are taken or refused, never a crash; what is taken is open at the same minutes at the portal", {
  timeout: TIME_LIMIT_MS,
}, () => {
  const day = fc.oneof(
    { weight: 60, arbitrary: goodDay },
    { weight: 6, arbitrary: fc.array(slot, { maxLength: 4 }) },
    { weight: 1, arbitrary: anything },
  );
  let taken = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: week(day) }, { weight: 1, arbitrary: anything }), (given) => {
      const read = weekHoursSchema.safeParse(given);
      if (!read.success) return;
      taken += 1;
      const asked = DAYS.flatMap((name) => read.data[name].map((one) => ({ day: name, ...one })));
      const slots = toPortalSlots(read.data);
      expectTakenByPortal(slots);
      expect(openMinutes(slots).equals(openMinutes(asked))).toBe(true);
    }),
    { numRuns },
  );
  expect(taken).toBeGreaterThan(numRuns / 10);
});

test("hours that do not overlap are taken, also past midnight", { timeout: TIME_LIMIT_MS }, () => {
  fc.assert(
    fc.property(week(goodDay), (given) => {
      expect(weekHoursSchema.safeParse(given).error?.issues ?? []).toEqual([]);
    }),
    { numRuns },
  );
});

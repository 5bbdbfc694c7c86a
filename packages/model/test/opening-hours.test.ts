import { describe, expect, test } from "vitest";
import { CLOSED_WEEK, toPortalSlots, type WeekHours, weekHoursSchema } from "../src/index.ts";

const week = (days: Partial<WeekHours>): WeekHours => ({ ...CLOSED_WEEK, ...days });
const text = (hours: WeekHours) => toPortalSlots(hours).map(({ day, open, close }) => `${day} ${open}-${close}`);

describe("toPortalSlots", () => {
  test.each<[string, Partial<WeekHours>, string[]]>([
    ["a closed week", {}, []],
    ["one day", { Monday: [{ open: "09:00", close: "17:00" }] }, ["Monday 09:00-17:00"]],
    [
      "two slots on a day, in order",
      {
        Monday: [
          { open: "17:00", close: "21:00" },
          { open: "11:00", close: "14:00" },
        ],
      },
      ["Monday 11:00-14:00", "Monday 17:00-21:00"],
    ],
    ["past midnight", { Friday: [{ open: "17:00", close: "02:30" }] }, ["Friday 17:00-23:59", "Saturday 00:00-02:30"]],
    ["until midnight exactly", { Friday: [{ open: "17:00", close: "00:00" }] }, ["Friday 17:00-23:59"]],
    [
      "past midnight on Sunday comes first in the week",
      { Sunday: [{ open: "18:00", close: "01:00" }] },
      ["Monday 00:00-01:00", "Sunday 18:00-23:59"],
    ],
    ["from midnight", { Tuesday: [{ open: "00:00", close: "06:00" }] }, ["Tuesday 00:00-06:00"]],
  ])("%s", (_name, days, expected) => {
    expect(text(week(days))).toEqual(expected);
  });

  test("every day past midnight gives fourteen slots", () => {
    const late = Object.fromEntries(Object.keys(CLOSED_WEEK).map((day) => [day, [{ open: "17:00", close: "01:00" }]]));
    expect(toPortalSlots(weekHoursSchema.parse(late))).toHaveLength(14);
  });
});

describe("weekHoursSchema", () => {
  const problemsOf = (days: object) => {
    const parsed = weekHoursSchema.safeParse({ ...CLOSED_WEEK, ...days });
    return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  };
  test.each<[string, object, string[]]>([
    [
      "a time that is none",
      { Monday: [{ open: "9:00", close: "17:00" }] },
      ["Monday.0.open: Time must look like 09:30"],
    ],
    [
      "opens and closes at once",
      { Monday: [{ open: "09:00", close: "09:00" }] },
      ["Monday.0.close: Opens and closes at the same time"],
    ],
    [
      "opens when the portal's day ends",
      { Monday: [{ open: "23:59", close: "02:00" }] },
      ["Monday.0.open: Opens at the last minute of the day"],
    ],
    ["half a slot", { Monday: [{ open: "09:00" }] }, ["Monday.0.close: Time is missing"]],
    [
      "two that overlap",
      {
        Monday: [
          { open: "09:00", close: "12:00" },
          { open: "11:00", close: "15:00" },
        ],
      },
      ["Monday.1.open: Overlaps Monday 09:00 to 12:00"],
    ],
    [
      "one that runs into the next day's",
      { Sunday: [{ open: "20:00", close: "03:00" }], Monday: [{ open: "02:00", close: "04:00" }] },
      ["Sunday.0.open: Overlaps Monday 02:00 to 04:00"],
    ],
    [
      "two that touch",
      {
        Monday: [
          { open: "09:00", close: "12:00" },
          { open: "12:00", close: "15:00" },
        ],
      },
      [],
    ],
  ])("%s", (_name, days, expected) => {
    expect(problemsOf(days)).toEqual(expected);
  });
});

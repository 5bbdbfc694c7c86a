import { describe, expect, it } from "vitest";
import { DAYS, weekHoursSchema } from "../src/opening-hours.ts";
import { parseHours, tidyTime } from "../src/parse-hours.ts";

describe("a week typed in words", () => {
  it("reads days, ranges of days and nights past midnight", () => {
    const { week, unread } = parseHours("tue-thu 7-3, fri-sat 7-1am, sun 8-2");
    expect(unread).toEqual([]);
    expect(week.Monday).toEqual([]);
    expect(week.Wednesday).toEqual([{ open: "07:00", close: "15:00" }]);
    expect(week.Saturday).toEqual([{ open: "07:00", close: "01:00" }]);
    expect(week.Sunday).toEqual([{ open: "08:00", close: "14:00" }]);
  });

  it("reads several slots of one day", () => {
    const { week } = parseHours("daily 11:30-14:30 & 17:00-21:30");
    for (const day of DAYS) expect(week[day]).toHaveLength(2);
    expect(weekHoursSchema.safeParse(week).success).toBe(true);
  });

  it("reads a slot that follows on a comma as the same day's", () => {
    expect(parseHours("mon 9-12, 1pm-5pm").week.Monday).toEqual([
      { open: "09:00", close: "12:00" },
      { open: "13:00", close: "17:00" },
    ]);
  });

  it("wraps round the end of the week", () => {
    const { week } = parseHours("sat-mon 10am-4pm");
    expect(DAYS.filter((day) => week[day].length > 0)).toEqual(["Monday", "Saturday", "Sunday"]);
  });

  it("hands back what it cannot read instead of guessing", () => {
    const { week, unread } = parseHours("mon 9-5, tue whenever, wed 25-99");
    expect(week.Monday).toEqual([{ open: "09:00", close: "17:00" }]);
    expect(unread).toEqual(["tue whenever", "wed 25-99"]);
  });
});

describe("a time typed in a hurry", () => {
  it.each([
    ["7", "07:00"],
    ["7.30", "07:30"],
    ["730", "07:30"],
    ["5pm", "17:00"],
    ["12am", "00:00"],
    ["24", "00:00"],
    ["late", "late"],
    ["25:00", "25:00"],
  ])("%s becomes %s", (typed, tidy) => expect(tidyTime(typed)).toBe(tidy));
});

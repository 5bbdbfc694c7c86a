import { CLOSED_WEEK, type WeekHours } from "@pumpd/model";
import { describe, expect, it } from "vitest";
import { kitchenAt } from "./kitchen-at";

const week: WeekHours = {
  ...CLOSED_WEEK,
  Tuesday: [
    { open: "11:30", close: "14:30" },
    { open: "17:00", close: "21:30" },
  ],
  Friday: [{ open: "17:00", close: "01:00" }],
};
/** Tuesday 24 November 2026 in Auckland, which is 13 h ahead. */
const at = (utc: string) => kitchenAt(week, { nowMs: Date.parse(utc), timezone: "Pacific/Auckland" });

describe("the kitchen now", () => {
  it.each([
    ["Tuesday 13:12", "2026-11-24T00:12:00Z", { isOpen: true, until: "14:30" }],
    ["Tuesday 15:00", "2026-11-24T02:00:00Z", { isOpen: false, day: "Tuesday", inDays: 0, at: "17:00" }],
    ["Wednesday 09:00", "2026-11-24T20:00:00Z", { isOpen: false, day: "Friday", inDays: 2, at: "17:00" }],
    ["Saturday 00:30, Friday's night", "2026-11-27T11:30:00Z", { isOpen: true, until: "01:00" }],
    ["Saturday 01:30", "2026-11-27T12:30:00Z", { isOpen: false, day: "Tuesday", inDays: 3, at: "11:30" }],
  ] as const)("%s", (_, utc, kitchen) => expect(at(utc)).toEqual(kitchen));
  it("never opens when every day is closed", () => {
    expect(kitchenAt(CLOSED_WEEK, { nowMs: 0, timezone: "Pacific/Auckland" })).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { filtersOf, isFiltered, isSameRule, jobListAddress, jobRule, loadJobFilters, NO_FILTERS } from "./job-filters";

const rule = {
  view: "given_up",
  statuses: ["failed", "needs_look"],
  types: ["upload_menu"],
  people: ["0b0e6c1e-0000-4000-8000-000000000001"],
  from: "2026-11-01T00:00:00.000Z",
  to: "2026-11-25T00:00:00.000Z",
  q: "māhina, & co",
} as const;

describe("the rule behind a list of jobs", () => {
  it("survives the address and a saved view", () => {
    const saved = { ...rule, statuses: [...rule.statuses], types: [...rule.types], people: [...rule.people] };
    const address = jobListAddress("/jobs", filtersOf(saved));
    const read = loadJobFilters(new URL(address, "http://pumpd.test").searchParams);
    expect(isSameRule(jobRule(read), saved)).toBe(true);
    expect(isSameRule(jobRule(read), { ...saved, q: "other" })).toBe(false);
  });
  it("keeps the last day of a range in it", () => {
    const { from, to } = jobRule({ ...NO_FILTERS, from: new Date("2026-11-01"), to: new Date("2026-11-24") });
    expect([from, to]).toEqual([rule.from, rule.to]);
  });
  it("is empty for a list without filters, whatever the view", () => {
    expect(jobRule(NO_FILTERS)).toEqual({});
    expect(isFiltered({ ...NO_FILTERS, view: "running" })).toBe(false);
    expect(isFiltered({ ...NO_FILTERS, within: "day" })).toBe(true);
  });
});

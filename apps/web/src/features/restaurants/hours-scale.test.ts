import { describe, expect, it } from "vitest";
import { slotSpan } from "./hours-scale";

describe("a slot on the bar", () => {
  it("stays whole past midnight, because the bar runs from 5 am to 5 am", () => {
    expect(slotSpan({ open: "17:00", close: "01:00" })).toEqual({ left: 50, width: (8 / 24) * 100 });
  });
  it("is not drawn while it is half typed", () => {
    expect(slotSpan({ open: "17", close: "01:00" })).toBeUndefined();
  });
});

import { expect, test } from "vitest";
import { lookOf } from "./look-of";

const asked = { kind: "decision", at: "2026-11-24T05:00:00Z", reason: "link", data: { inspection: "J-1" } };
const ended = { kind: "inspected", at: "2026-11-24T05:00:03Z", reason: "drifted", data: { inspection: "J-1" } };
const note = { kind: "note", at: "2026-11-24T05:00:04Z", reason: null, data: null };

test("a look is under way until its end is in the history, and the newest one counts", () => {
  expect(lookOf([note])).toBeUndefined();
  expect(lookOf([asked, note])).toEqual({ shortId: "J-1" });
  expect(lookOf([asked, ended, note])).toEqual({ shortId: "J-1", ended: { at: ended.at, reason: "drifted" } });
  expect(lookOf([asked, ended, { ...asked, data: { inspection: "J-2" } }])).toEqual({ shortId: "J-2" });
});

import { describe, expect, test } from "vitest";
import { DISPLAY_STATES, type DisplayFacts, type DisplayState, displayState } from "../src/index.ts";
import { STATE_WORDS } from "../src/words.en.ts";

const NOW = Date.parse("2026-03-01T10:00:00Z");
const ago = (ms: number) => new Date(NOW - ms).toISOString();

const facts = (over: Partial<DisplayFacts>): DisplayFacts => ({
  status: "pending",
  outcome: null,
  waitKind: null,
  runAt: null,
  updatedAt: ago(0),
  cancelRequestedAt: null,
  resolvedAt: null,
  resolvedHow: null,
  beatAt: null,
  progressAt: null,
  isProbing: false,
  stepCount: 0,
  failureClass: null,
  ...over,
});

const running = (over: Partial<DisplayFacts>) =>
  facts({ status: "running", beatAt: ago(0), progressAt: ago(0), stepCount: 1, ...over });

const rows: [DisplayState, DisplayFacts][] = [
  ["waiting", facts({ waitKind: "first" })],
  ["waiting_turn", facts({ waitKind: "account_busy" })],
  ["waiting_turn", facts({ waitKind: "restaurant_busy" })],
  ["retrying", facts({ waitKind: "retry", runAt: ago(-20_000) })],
  ["waiting", facts({ waitKind: "retry", runAt: ago(1_000), updatedAt: ago(30_000) })],
  ["waiting_slot", facts({ waitKind: "spacing" })],
  ["on_hold", facts({ waitKind: "held" })],
  ["waiting_worker", facts({ waitKind: "first", updatedAt: ago(61_000) })],
  ["handed_back", facts({ waitKind: "handed_back" })],
  ["starting", running({ stepCount: 0 })],
  ["running", running({})],
  ["stopping", running({ cancelRequestedAt: ago(1_000) })],
  ["checking", running({ isProbing: true })],
  ["quiet", running({ progressAt: ago(21_000) })],
  ["worker_quiet", running({ beatAt: ago(46_000), cancelRequestedAt: ago(1_000) })],
  ["completed", facts({ status: "completed", outcome: "success" })],
  ["completed_by_hand", facts({ status: "completed", outcome: "success", resolvedHow: "done_by_hand" })],
  ["needs_look", facts({ status: "completed", outcome: "partial" })],
  ["dismissed", facts({ status: "completed", outcome: "partial", resolvedAt: ago(0) })],
  ["needs_review", facts({ status: "needs_review" })],
  ["failed", facts({ status: "failed" })],
  ["dismissed", facts({ status: "failed", resolvedAt: ago(0) })],
  ["timeout", facts({ status: "timeout" })],
  ["dismissed", facts({ status: "timeout", resolvedAt: ago(0) })],
  ["replaced", facts({ status: "failed", resolvedAt: ago(0), resolvedHow: "replaced" })],
  ["replaced", facts({ status: "completed", outcome: "partial", resolvedAt: ago(0), resolvedHow: "replaced" })],
  ["cancelled", facts({ status: "cancelled" })],
];

describe("displayState", () => {
  test.each(rows)("%s", (expected, given) => {
    expect(displayState(given, NOW)).toBe(expected);
  });

  test("every state has a row here and a word", () => {
    expect(new Set(rows.map(([state]) => state))).toEqual(new Set(DISPLAY_STATES));
    expect(Object.keys(STATE_WORDS).sort()).toEqual([...DISPLAY_STATES].sort());
  });
});

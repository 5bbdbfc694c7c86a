import { expect, test } from "vitest";
import type { Measure } from "./harness/measure.ts";
import { countNoOp } from "./queue/bench-no-op.ts";
import { countRequests } from "./requests/count-requests.ts";

/**
 * The bench's short form: counts, never times. Each limit is what the design asks, or, where we are above it, where we
 * stand: it may go down.
 */
const LIMITS: Readonly<Record<string, number>> = {
  "M2.statements": 4,
  "M5.statements": 6,
  "M5.transactions": 2,
  "M5.wal": 12,
  "M9.statements": 1,
  "M9.pages": 6,
  "M9.bytes": 150,
  "M10.bytes": 1_000,
};

const values = (measures: readonly Measure[]) => Object.fromEntries(measures.map(({ id, value }) => [id, value]));

function expectWithinLimits(measures: readonly Measure[]): void {
  const over = Object.entries(values(measures)).filter(([id, value]) => !(value <= (LIMITS[id] ?? 0)));
  expect(Object.fromEntries(over)).toEqual({});
}

test("a job that does nothing costs no more statements, transactions and WAL than it did", async () => {
  expectWithinLimits(await countNoOp());
});

test("asking for a job and a poll cost no more statements, pages and bytes than they did", async () => {
  expectWithinLimits(await countRequests());
});

import { expect, test } from "vitest";
import { parseRetryAfter } from "./retry-after.ts";

const NOW = Date.parse("2026-11-24T01:00:00Z");

test.each([
  ["120", 120_000],
  [" 5 ", 5_000],
  ["Tue, 24 Nov 2026 01:02:00 GMT", 120_000],
  ["Tue, 24 Nov 2026 00:59:00 GMT", undefined],
  ["0", undefined],
  ["soon", undefined],
  [null, undefined],
  ["999999", 3_600_000],
])("Retry-After %j is %j ms", (header, ms) => {
  expect(parseRetryAfter(header, NOW)).toBe(ms);
});

import { describe, expect, test } from "vitest";
import {
  canTransition,
  ENDED_STATUSES,
  isEnded,
  isOpen,
  JOB_STATUSES,
  type JobStatus,
  OPEN_STATUSES,
} from "../src/index.ts";

/** Design section 5, written out: every pair that is not here is forbidden. */
const ALLOWED = [
  "pending → running",
  "pending → cancelled",
  "running → completed",
  "running → failed",
  "running → timeout",
  "running → pending",
  "running → needs_review",
  "running → cancelled",
  "failed → pending",
  "timeout → pending",
  "needs_review → pending",
  "needs_review → completed",
  "needs_review → cancelled",
  "cancelled → pending",
];

const pairs = JOB_STATUSES.flatMap((from) => JOB_STATUSES.map((to): [JobStatus, JobStatus] => [from, to]));

describe("canTransition", () => {
  test.each(pairs)("%s → %s", (from, to) => {
    expect(canTransition(from, to)).toBe(ALLOWED.includes(`${from} → ${to}`));
  });

  test("what is completed stays completed", () => {
    expect(JOB_STATUSES.filter((to) => canTransition("completed", to))).toEqual([]);
  });
});

test("every status is open or ended, never both", () => {
  for (const status of JOB_STATUSES) expect(isOpen(status)).toBe(!isEnded(status));
  expect([...OPEN_STATUSES, ...ENDED_STATUSES].sort()).toEqual([...JOB_STATUSES].sort());
});

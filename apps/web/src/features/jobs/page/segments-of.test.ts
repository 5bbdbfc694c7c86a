import { expect, it } from "vitest";
import type { JobStep } from "@/features/answers";
import { leftMs } from "./segments-of";

const STARTED = "2026-11-24T00:00:00Z";
const step = (key: string, status: JobStep["status"]): JobStep => ({
  key,
  title: key,
  kind: "changeEach",
  usualMs: 2_000,
  status,
  message: null,
  startedAt: status ? STARTED : null,
  endedAt: null,
});

it("counts what is left from the usual times, and from the pace of the items once there is one", () => {
  const plan = [step("sign_in", "done"), step("each", "running"), step("compare", null)];
  const nowMs = Date.parse(STARTED) + 12_000;
  const progress = { step: "each", n: 2, of: 3, message: null };
  expect(leftMs({ plan, progress }, nowMs)).toBe(3_000);
  expect(leftMs({ plan, progress: { ...progress, item: { n: 4, of: 12 } } }, nowMs)).toBe(26_000);
});

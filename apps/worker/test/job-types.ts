import { read } from "@pumpd/automations/define";
import { anyDefinition, type JobDefinition, type JobRegistry, jobRegistry, makeRegistry } from "@pumpd/domain/jobs";
import { z } from "zod";
import type { AttemptRun, RunJob, RunReport } from "../src/run-attempt.ts";

/** A job type without a browser, only for tests. */
export const BROWSERLESS = "test_browserless";

const browserless: JobDefinition = anyDefinition({
  type: BROWSERLESS,
  version: 1,
  category: "restaurant",
  words: {
    title: "Test",
    about: "Runs without a browser.",
    button: () => "Test",
    unknown: { button: "Test", thing: "the test" },
  },
  input: z.object({ label: z.string().default("") }),
  result: z.object({ label: z.string() }),
  steps: { work: read("Work", { usualMs: 10 }) },
  limits: { runMs: 60_000, stepMs: 60_000, stallMs: 60_000 },
  maxRetries: 2,
  after: [],
  prefill: () => ({}),
  preflight: () => [],
  portalPlan: () => [],
  milestone: () => undefined,
  summary: () => "done",
  resultRows: () => [],
});

export const testRegistry: JobRegistry = makeRegistry([
  browserless,
  ...jobRegistry.types.flatMap((type) => jobRegistry.find(type) ?? []),
]);

export const NO_BROWSER = { killed: false, killReason: null, overdueMs: 0, peakMemoryBytes: 0 };

export const SUCCESS: RunReport = {
  ending: { kind: "finished", outcome: "success", result: { label: "done" }, summary: "done" },
  browser: NO_BROWSER,
};

/** Works until it is told to go on, or asked to stop, as a flow would at its next step border. */
export function runUntil(release: (attempt: AttemptRun) => Promise<void>): RunJob {
  return async (attempt) => {
    await attempt.ports.store.stepBegan({ key: "work", n: 1, of: 1, kind: "read", title: "Work" });
    const stopped = Promise.withResolvers<void>();
    attempt.signal.addEventListener("abort", () => stopped.resolve(), { once: true });
    if (attempt.signal.aborted) stopped.resolve();
    await Promise.race([release(attempt), stopped.promise]);
    if (!attempt.signal.aborted) return SUCCESS;
    const by = attempt.signal.reason.by === "person" ? "person" : "shutdown";
    return { ending: { kind: "stopped", by, changed: false }, browser: NO_BROWSER };
  };
}

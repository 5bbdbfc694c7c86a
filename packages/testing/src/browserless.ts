import { read } from "@pumpd/automations/define";
import { anyDefinition, type JobDefinition } from "@pumpd/domain/jobs";
import { z } from "zod";

/** A job type without a browser, only for tests and measurements. */
export const BROWSERLESS = "test_browserless";

export const browserless: JobDefinition = anyDefinition({
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

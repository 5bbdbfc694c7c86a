import { type Chromium, resolveChromium } from "@pumpd/automations/browser";
import type { AnyAutomation, Flow } from "@pumpd/automations/define";
import { flows } from "@pumpd/automations/flows";
import { runFlow } from "@pumpd/automations/runner";
import { browserEnvironment, isHeadless } from "./env.ts";
import type { RunJob } from "./run-attempt.ts";

export type BrowserPlace = { tempRoot: string; mark: string; probeAfterSentMs: number };

/** The browser this worker would use now. Throws `ChromiumMissing`, whose message says how to get one. */
export function findBrowser(): Promise<Chromium> {
  return resolveChromium({ install: "never", mode: isHeadless() ? "headless" : "window" });
}

/** Runs a job type's flow in a Chromium of its own. */
export function runInBrowser({ tempRoot, mark, probeAfterSentMs }: BrowserPlace): RunJob {
  return async ({ job, ports, signal, evidence, earlier }) => {
    const { executablePath } = await findBrowser();
    return runFlow({
      flow: flowOf(job.type),
      input: job.unparsedInput,
      ports,
      browser: { executablePath, tempRoot, mark, isHeadless: isHeadless(), environment: browserEnvironment() },
      limits: job.definition.limits,
      timings: { probeAfterSentMs },
      signal,
      evidence,
      earlier,
      inspection: job.inspection ?? undefined,
    });
  };
}

function flowOf(type: string): Flow<AnyAutomation> {
  const known: Readonly<Record<string, unknown>> = flows;
  if (!Object.hasOwn(known, type)) throw new Error(`no flow for ${type}`);
  // A flow's own types are of use to its author; the runner parses input and result with its definition.
  return known[type] as Flow<AnyAutomation>;
}

import { type JobRegistry, jobRegistry, makeRegistry } from "@pumpd/domain/jobs";
import { BROWSERLESS, browserless } from "@pumpd/testing/browserless";
import type { AttemptRun, RunJob, RunReport } from "../src/run-attempt.ts";

export { BROWSERLESS };

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

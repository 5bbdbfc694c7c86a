import { findingsInWords, type Inspection } from "@pumpd/automations/define";
import type { Ending } from "@pumpd/automations/ports";
import type { ScopedTx } from "@pumpd/db";
import { type FailureCode, failure } from "@pumpd/model";
import type { By } from "../by.ts";
import type { AttemptEnding } from "./decide-ending.ts";
import { type AttemptEnded, type BrowserFacts, endAttempt } from "./end-attempt.ts";
import type { JobDefinition } from "./job-registry.ts";
import { NOT_SEEN } from "./move-inspected-job.ts";

export type Finish = {
  jobId: string;
  attempt: number;
  epoch: number;
  mode: "run" | "inspect";
  inspection: Inspection | null;
  ending: Exclude<Ending, { kind: "fenced" }>;
  browser?: BrowserFacts;
  definition: JobDefinition;
  by: By;
  /** 0 to 1, for the jitter of the next try; drawn by the caller so that a repeated call says the same */
  random: number;
};

/**
 * Writes down how a run ended. `isOurs: false` when the attempt was ended before (by this worker's earlier call whose
 * answer got lost, or by the reconciler); then nothing changes.
 */
export async function finishAttempt(tx: ScopedTx, finish: Finish): Promise<AttemptEnded> {
  return endAttempt(tx, { ...finish, ending: toAttemptEnding(finish) });
}

/** How an inspection that looks for its job's effects says that it has looked and not seen them. */
const NOT_THERE: readonly FailureCode[] = ["TARGET_NOT_FOUND", "OUTCOME_UNKNOWN"];

/** A result that is not the definition's is our bug, and never counts as seen. */
function toAttemptEnding({ ending, definition, mode, inspection }: Finish): AttemptEnding {
  if (ending.kind === "inspected")
    return {
      kind: "finished",
      outcome: "success",
      result: { findings: ending.findings },
      summary: findingsInWords(ending.findings),
    };
  if (ending.kind === "failed" && mode === "inspect" && inspection === null && NOT_THERE.includes(ending.failure.code))
    return { kind: "finished", outcome: "success", result: NOT_SEEN, summary: "Not seen at the portal" };
  if (ending.kind !== "finished") return ending;
  const parsed = definition.result.safeParse(ending.result);
  if (parsed.success) return { ...ending, result: parsed.data };
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  return { kind: "failed", failure: failure("RESULT_INVALID", { problems }) };
}

import { randomBytes } from "node:crypto";
import type { PortalPlanLine, PreflightCheck } from "@pumpd/automations/define";
import type { ScopedTx } from "@pumpd/db";
import { type JobMode, newShortId } from "@pumpd/model";
import { findMissingFiles } from "../artifacts/find-missing-files.ts";
import { DomainError } from "../errors.ts";
import { type JobDefinition, type JobRegistry, jobRegistry } from "./job-registry.ts";
import { isBlocked, listPreflight } from "./preflight.ts";
import { type JobFacts, readJobFacts } from "./restaurant-facts.ts";

export type JobRequest = {
  type: string;
  restaurantId: string;
  /** what it leaves out comes from the restaurant */
  input?: Record<string, unknown>;
  mode?: JobMode;
  registry?: JobRegistry;
  /** for tests of a clash of short ids */
  random?: (byteCount: number) => Uint8Array;
};

export type JudgedRequest = {
  definition: JobDefinition;
  facts: JobFacts;
  mode: JobMode;
  /** merged; parsed when it fits, as it came otherwise */
  input: Record<string, unknown>;
  /** dotted path of the input → one sentence; empty when it fits */
  fieldErrors: Record<string, string>;
  checks: PreflightCheck[];
};

const OFFERED_SHORT_IDS = 4;

/**
 * Looks a request through without changing anything: what it would send, what is wrong with it, what stands in its way.
 * Throws UNKNOWN_TYPE and NOT_FOUND.
 */
export async function judgeRequest(tx: ScopedTx, request: JobRequest): Promise<JudgedRequest> {
  const { type, restaurantId, mode = "run", registry = jobRegistry, random = randomBytes } = request;
  const definition = registry.find(type);
  if (!definition) throw new DomainError("UNKNOWN_TYPE", `There is no job type “${type}”.`);
  const shortIds = Array.from({ length: OFFERED_SHORT_IDS }, () => newShortId(random));
  const facts = await readJobFacts(tx, { restaurantId, type, mode, shortIds });
  const merged = { ...definition.prefill(facts.restaurant), ...request.input };
  const parsed = definition.input.safeParse(merged);
  const input = parsed.success ? parsed.data : null;
  const fieldErrors: Record<string, string> = {};
  for (const issue of parsed.error?.issues ?? []) fieldErrors[issue.path.join(".")] ??= issue.message;
  Object.assign(fieldErrors, await findMissingFiles(tx, merged));
  const checks = listPreflight({ definition, ...facts, input, mode });
  return { definition, facts, mode, input: input ?? merged, fieldErrors, checks };
}

export type PreparedJob = {
  input: Record<string, unknown>;
  fieldErrors: Record<string, string>;
  checks: PreflightCheck[];
  plan: PortalPlanLine[];
  button: string;
  isBlocked: boolean;
  open: JobFacts["open"];
};

/** What the start form shows before anything is pressed. Throws UNKNOWN_TYPE and NOT_FOUND. */
export async function prepareJob(tx: ScopedTx, request: JobRequest): Promise<PreparedJob> {
  const { definition, facts, input, fieldErrors, checks } = await judgeRequest(tx, request);
  const fits = Object.keys(fieldErrors).length === 0;
  return {
    input,
    fieldErrors,
    checks,
    plan: fits ? definition.portalPlan(input) : [],
    button: fits ? definition.words.button(input) : definition.words.title,
    isBlocked: !fits || isBlocked(checks),
    open: facts.open,
  };
}

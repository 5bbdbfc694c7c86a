import { jobRegistry } from "../jobs/job-registry.ts";
import type { OpenJob } from "./open-job.ts";

/** One sensible next thing for a restaurant: the page's one filled button. */
export type NextAction = {
  kind: "start" | "open_job" | "add_account" | "done";
  sentence: string;
  button: string | null;
  jobType: string | null;
  jobId: string | null;
};

export type NextFacts = {
  account: { login: string; hasPassword: boolean; hold: string | null } | null;
  openJob: OpenJob | null;
  milestones: readonly string[];
  /** job types that a milestone of this restaurant has come from */
  doneTypes: readonly string[];
};

export function nextAction(facts: NextFacts): NextAction {
  const { account, openJob } = facts;
  const nothing = { button: null, jobType: null, jobId: null };
  if (openJob) return openJobAction(openJob);
  if (!account)
    return {
      ...nothing,
      kind: "add_account",
      sentence: "We have no portal account for it. Add the one it belongs to.",
      button: "Add the portal account",
    };
  if (!account.hasPassword)
    return {
      ...nothing,
      kind: "add_account",
      sentence: `The account ${account.login} has no password here.`,
      button: "Enter the password",
    };
  if (account.hold) return { ...nothing, kind: "add_account", sentence: account.hold, button: "Enter a new password" };
  const next = jobRegistry.types.map(jobRegistry.find).find((definition) => definition && isReady(definition, facts));
  if (!next) return { ...nothing, kind: "done", sentence: "Everything we can do is at the portal and was seen there." };
  const { about, title } = next.words;
  return { ...nothing, kind: "start", sentence: about, button: `${title} at Pumpd`, jobType: next.type };
}

function isReady(definition: { type: string; after: readonly string[] }, facts: NextFacts): boolean {
  const isDone = facts.doneTypes.includes(definition.type);
  return !isDone && definition.after.every((milestone) => facts.milestones.includes(milestone));
}

function openJobAction({ id, shortId, type, state }: OpenJob): NextAction {
  const title = jobRegistry.find(type)?.words.title ?? type;
  const sentence =
    state === "needs_review"
      ? `${title} needs you: ${shortId} waits for a decision.`
      : `${title} is under way as ${shortId}.`;
  const button = state === "needs_review" ? `Decide ${shortId}` : `Open ${shortId}`;
  return { kind: "open_job", sentence, button, jobType: type, jobId: id };
}

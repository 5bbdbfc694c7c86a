import type { DisplayState } from "@pumpd/model";
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
  const isHeld = openJob?.state === "on_hold" && account?.hold;
  if (openJob && !isHeld) return openJobAction(openJob);
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
  if (account.hold)
    return {
      ...nothing,
      kind: "add_account",
      sentence: heldSentence(account.hold, openJob),
      button: "Enter a new password",
    };
  const next = jobRegistry.types.flatMap((type) => jobRegistry.find(type) ?? []).find((one) => isReady(one, facts));
  if (!next) return { ...nothing, kind: "done", sentence: "Everything we can do is at the portal and was seen there." };
  const { about, title } = next.words;
  return { ...nothing, kind: "start", sentence: about, button: `${title} at Pumpd`, jobType: next.type };
}

function heldSentence(hold: string, openJob: OpenJob | null): string {
  return openJob ? `${hold} ${openJob.shortId} waits and goes on by itself.` : hold;
}

function isReady(definition: { type: string; after: readonly string[] }, facts: NextFacts): boolean {
  const isDone = facts.doneTypes.includes(definition.type);
  return !isDone && definition.after.every((milestone) => facts.milestones.includes(milestone));
}

const UNDER_WAY: readonly DisplayState[] = ["starting", "running", "stopping", "checking", "quiet", "worker_quiet"];

function openJobAction({ id, shortId, type, state }: OpenJob): NextAction {
  const title = jobRegistry.find(type)?.words.title ?? type;
  const opened = { kind: "open_job", jobType: type, jobId: id } as const;
  if (state === "needs_review")
    return { ...opened, sentence: `${title} needs you: ${shortId} waits for a decision.`, button: `Decide ${shortId}` };
  const how = UNDER_WAY.includes(state) ? "is under way" : "waits";
  return { ...opened, sentence: `${title} ${how} as ${shortId}.`, button: `Open ${shortId}` };
}

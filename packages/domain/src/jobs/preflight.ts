import type { Milestone, PreflightCheck, RestaurantFacts } from "@pumpd/automations/define";
import type { HoldScope } from "@pumpd/db/schema";
import { FAILURES, type FailureCode } from "@pumpd/model";
import { FAILURE_WORDS } from "@pumpd/model/words";
import type { JobDefinition } from "./job-registry.ts";
import { noRoomTitle } from "./require-room.ts";

export type HoldFacts = { id: string; scope: HoldScope; reason: string };

export type PreflightFacts = {
  definition: Pick<JobDefinition, "after" | "preflight">;
  restaurant: RestaurantFacts;
  hasPassword: boolean;
  holds: readonly HoldFacts[];
  /** as many jobs of the organisation wait as may */
  isFull: boolean;
  mostWaiting: number;
  /** parsed input; null while the form is not filled well enough to judge it */
  input: Record<string, unknown> | null;
  /** an inspection only looks: it needs the account and nothing else */
  mode: "run" | "inspect";
};

const MILESTONE_FIRST: Record<Milestone, string> = {
  registered: "Register it at the portal first",
  menu_imported: "Upload its menu first",
  website_configured: "Configure its website first",
  option_sets_added: "Add its option sets first",
  item_tags_added: "Add its item tags first",
};

/** The list a person sees before pressing, and the enqueue verb's own gate: the same function, so they never differ. */
export function listPreflight(facts: PreflightFacts): PreflightCheck[] {
  const checks = [accountCheck(facts), ...facts.holds.map(holdCheck)];
  if (facts.isFull)
    checks.push({ level: "block", title: noRoomTitle(facts.mostWaiting), detail: "Ask again when some have run." });
  if (facts.mode === "inspect") return checks;
  for (const milestone of facts.definition.after) {
    if (facts.restaurant.milestones.includes(milestone)) continue;
    checks.push({
      level: "block",
      title: MILESTONE_FIRST[milestone],
      detail: "This needs something that has not been seen at the portal yet.",
      fix: { page: "restaurant" },
    });
  }
  if (facts.input) checks.push(...facts.definition.preflight(facts.input, facts.restaurant));
  return checks;
}

export function isBlocked(checks: readonly PreflightCheck[]): boolean {
  return checks.some((check) => check.level === "block");
}

function accountCheck({ restaurant, hasPassword }: PreflightFacts): PreflightCheck {
  if (!restaurant.account)
    return {
      level: "block",
      title: "No portal account",
      detail: "Add the account this restaurant belongs to.",
      fix: { page: "account" },
    };
  if (!hasPassword)
    return {
      level: "block",
      title: "The account has no password",
      detail: `Enter the password of ${restaurant.account.login}.`,
      fix: { page: "account" },
    };
  const detail =
    restaurant.account.state === "works" ? "It worked at the last look." : "No job has completed with it yet.";
  return { level: "ok", title: `Portal account ${restaurant.account.login}`, detail };
}

/** A hold never refuses a request: the job waits, and the list says so. */
function holdCheck({ scope, reason }: HoldFacts): PreflightCheck {
  const check: PreflightCheck = { level: "warn", title: HOLD_TITLES[scope], detail: holdReasonWords(reason) };
  return scope === "account" ? { ...check, fix: { page: "account" } } : check;
}

const HOLD_TITLES: Record<HoldScope, string> = {
  account: "The portal account is on hold, so this will wait",
  host: "The portal is on hold, so this will wait",
  job_type: "This kind of job is on hold, so it will wait",
  organisation: "Jobs of this organisation are on hold, so this will wait",
};

/** A hold's reason is a failure code, or words of the person who placed it. */
export function holdReasonWords(reason: string): string {
  return isFailureCode(reason) ? FAILURE_WORDS[reason].headline({}) : reason;
}

function isFailureCode(reason: string): reason is FailureCode {
  return Object.hasOwn(FAILURES, reason);
}

import { ALERT_RULES, type AlertRule, FEWEST_FOR_SHARE } from "@pumpd/model";

/** What the rules look at, of one organisation at one moment. */
export type AlertFacts = {
  /** waiting for their first turn, with nothing in the way */
  pending: number;
  /** how long the oldest of those has waited, in milliseconds */
  oldestWaitMs: number;
  /** waiting, with most of the time gone until they are wanted */
  dueSoon: number;
  /** open past the time they were wanted by */
  overdue: number;
  /** endings of the last 24 hours */
  succeeded: number;
  failed: number;
  averageRunMs: number | null;
  heldHosts: readonly { key: string; reason: string }[];
  heldTypes: readonly { key: string; reason: string }[];
  /** milliseconds since any worker beat; null when none ever did */
  workerSilentMs: number | null;
  /** repairs of this organisation's jobs in the last hour */
  repaired: number;
};

export type RuleSetting = { rule: AlertRule; isOn: boolean; threshold: number };
/** `cause` tells alerts of one rule apart: a host, a job type. One alert per rule and cause is open at a time. */
export type Alarm = { rule: AlertRule; cause: string; says: string };

/** What is wrong now, in words for staff. */
export function judgeAlerts(facts: AlertFacts, settings: readonly RuleSetting[]): Alarm[] {
  return settings
    .filter(({ isOn }) => isOn)
    .flatMap(({ rule, threshold }) => alarmsOf(rule, { facts, threshold }).map((alarm) => ({ rule, ...alarm })));
}

type Judging = { facts: AlertFacts; threshold: number };
type Said = { cause: string; says: string };

const MINUTE_MS = 60_000;

function alarmsOf(rule: AlertRule, { facts, threshold }: Judging): Said[] {
  switch (rule) {
    case "pending_many":
      return when(facts.pending > threshold, `${facts.pending} jobs wait for their turn.`);
    case "wait_long":
      return when(
        facts.oldestWaitMs > threshold * MINUTE_MS,
        `A job has waited ${minutes(facts.oldestWaitMs)} for its turn, with nothing in its way.`,
      );
    case "due_soon":
      return when(
        facts.dueSoon > threshold,
        `${count(facts.dueSoon, "waiting job has", "waiting jobs have")} little time left until it is wanted.`,
      );
    case "overdue":
      return when(
        facts.overdue > threshold,
        `${count(facts.overdue, "job is", "jobs are")} past the time they were wanted by.`,
      );
    case "failed_many":
      return when(facts.failed > threshold, `${facts.failed} jobs failed or timed out in the last 24 hours.`);
    case "success_low":
      return when(
        ended(facts) >= FEWEST_FOR_SHARE && successShare(facts) < threshold,
        `${Math.floor(successShare(facts))} % of ${ended(facts)} jobs ended well in the last 24 hours.`,
      );
    case "run_slow":
      return when(
        facts.averageRunMs !== null && ended(facts) >= FEWEST_FOR_SHARE && facts.averageRunMs > threshold * MINUTE_MS,
        `Jobs ran ${minutes(facts.averageRunMs ?? 0)} on average in the last 24 hours.`,
      );
    case "host_held":
      return held(facts.heldHosts, { threshold, says: ({ key, reason }) => `Nothing starts at ${key}: ${reason}` });
    case "type_held":
      return held(facts.heldTypes, {
        threshold,
        says: ({ key, reason }) => `Jobs of the type ${key} are held: ${reason}`,
      });
    case "worker_missing":
      return when(
        facts.workerSilentMs === null || facts.workerSilentMs > threshold * MINUTE_MS,
        facts.workerSilentMs === null
          ? "No worker has ever beaten."
          : `No worker has beaten for ${minutes(facts.workerSilentMs)}.`,
      );
    case "repaired":
      return when(
        facts.repaired > threshold,
        `${count(facts.repaired, "job", "jobs")} had to be repaired in the last hour.`,
      );
  }
}

function when(isSo: boolean, says: string): Said[] {
  return isSo ? [{ cause: "", says }] : [];
}

type Held = AlertFacts["heldHosts"][number];

function held(
  holds: readonly Held[],
  { threshold, says }: { threshold: number; says: (hold: Held) => string },
): Said[] {
  return holds.length > threshold ? holds.map((hold) => ({ cause: hold.key, says: says(hold) })) : [];
}

function ended({ succeeded, failed }: AlertFacts): number {
  return succeeded + failed;
}

function successShare(facts: AlertFacts): number {
  return (facts.succeeded / ended(facts)) * 100;
}

function minutes(ms: number): string {
  return `${Math.round(ms / MINUTE_MS)} min`;
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** The rules with their defaults where an organisation has not said otherwise. */
export function settingsOf(own: readonly RuleSetting[]): RuleSetting[] {
  const byRule = new Map(own.map((setting) => [setting.rule, setting]));
  return (Object.keys(ALERT_RULES) as AlertRule[]).map(
    (rule) => byRule.get(rule) ?? { rule, isOn: true, threshold: ALERT_RULES[rule].threshold },
  );
}

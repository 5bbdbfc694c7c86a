import { ALERT_RULE_NAMES, ALERT_RULES, type AlertRule } from "@pumpd/model";
import { describe, expect, test } from "vitest";
import { type AlertFacts, judgeAlerts, settingsOf } from "../../src/alerts/judge-alerts.ts";

const QUIET: AlertFacts = {
  pending: 0,
  oldestWaitMs: 0,
  dueSoon: 0,
  overdue: 0,
  succeeded: 50,
  failed: 0,
  averageRunMs: 10_000,
  heldHosts: [],
  heldTypes: [],
  workerSilentMs: 2_000,
  repaired: 0,
};

/** One step beyond each default, and exactly at it. */
const MOVES: Record<AlertRule, { beyond: Partial<AlertFacts>; at: Partial<AlertFacts> }> = {
  pending_many: { beyond: { pending: 11 }, at: { pending: 10 } },
  wait_long: { beyond: { oldestWaitMs: 301_000 }, at: { oldestWaitMs: 300_000 } },
  due_soon: { beyond: { dueSoon: 1 }, at: { dueSoon: 0 } },
  overdue: { beyond: { overdue: 1 }, at: { overdue: 0 } },
  failed_many: { beyond: { failed: 6, succeeded: 500 }, at: { failed: 5, succeeded: 500 } },
  success_low: { beyond: { succeeded: 35, failed: 5 }, at: { succeeded: 45, failed: 5 } },
  run_slow: { beyond: { averageRunMs: 180_001 }, at: { averageRunMs: 180_000 } },
  host_held: { beyond: { heldHosts: [{ key: "admin.pumpd.example", reason: "closed." }] }, at: {} },
  type_held: { beyond: { heldTypes: [{ key: "upload_menu", reason: "changed." }] }, at: {} },
  worker_missing: { beyond: { workerSilentMs: 61_000 }, at: { workerSilentMs: 60_000 } },
  repaired: { beyond: { repaired: 1 }, at: { repaired: 0 } },
};

describe.each(ALERT_RULE_NAMES)("%s", (rule) => {
  test("fires beyond its threshold and not at it", () => {
    const rules = (facts: AlertFacts) => judgeAlerts(facts, settingsOf([])).map((alarm) => alarm.rule);
    expect(rules({ ...QUIET, ...MOVES[rule].beyond })).toEqual([rule]);
    expect(rules({ ...QUIET, ...MOVES[rule].at })).toEqual([]);
  });

  test("is silent when it is switched off", () => {
    const off = settingsOf([{ rule, isOn: false, threshold: ALERT_RULES[rule].threshold }]);
    expect(judgeAlerts({ ...QUIET, ...MOVES[rule].beyond }, off)).toEqual([]);
  });
});

test("a few endings say nothing about a share or an average", () => {
  expect(judgeAlerts({ ...QUIET, succeeded: 1, failed: 3, averageRunMs: 900_000 }, settingsOf([]))).toEqual([]);
});

test("two held types are two alerts, and one host is one however many jobs wait", () => {
  const heldTypes = [
    { key: "upload_menu", reason: "changed." },
    { key: "item_tags", reason: "changed." },
  ];
  expect(judgeAlerts({ ...QUIET, heldTypes }, settingsOf([])).map(({ cause }) => cause)).toEqual([
    "upload_menu",
    "item_tags",
  ]);
});

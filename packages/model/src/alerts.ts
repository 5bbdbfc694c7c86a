import { z } from "zod";

/** What is watched, and from where on it is said. Each can be changed or switched off per organisation. */
export const ALERT_RULES = {
  pending_many: { threshold: 10, unit: "jobs", compares: "more" },
  wait_long: { threshold: 5, unit: "minutes", compares: "more" },
  due_soon: { threshold: 0, unit: "jobs", compares: "more" },
  overdue: { threshold: 0, unit: "jobs", compares: "more" },
  failed_many: { threshold: 5, unit: "jobs in 24 h", compares: "more" },
  success_low: { threshold: 90, unit: "% in 24 h", compares: "less" },
  run_slow: { threshold: 3, unit: "minutes on average in 24 h", compares: "more" },
  host_held: { threshold: 0, unit: "holds", compares: "more" },
  type_held: { threshold: 0, unit: "holds", compares: "more" },
  worker_missing: { threshold: 1, unit: "minutes", compares: "more" },
  repaired: { threshold: 0, unit: "repairs in an hour", compares: "more" },
} as const satisfies Record<string, { threshold: number; unit: string; compares: "more" | "less" }>;

export type AlertRule = keyof typeof ALERT_RULES;
export const ALERT_RULE_NAMES = Object.keys(ALERT_RULES) as [AlertRule, ...AlertRule[]];
export const alertRuleSchema = z.enum(ALERT_RULE_NAMES);
/** Fewer endings than this say nothing about a share or an average. */
export const FEWEST_FOR_SHARE = 5;

import { type ScopedTx, tables } from "@pumpd/db";
import { eq } from "drizzle-orm";
import { writeAudit } from "../audit/write-audit.ts";
import type { By } from "../by.ts";
import { type RuleSetting, settingsOf } from "./judge-alerts.ts";

const { alertRules } = tables;

/** Every rule as it holds for this organisation. */
export async function readRules(tx: ScopedTx): Promise<RuleSetting[]> {
  const own = await tx
    .select({ rule: alertRules.rule, isOn: alertRules.isOn, threshold: alertRules.threshold })
    .from(alertRules)
    .where(eq(alertRules.organisationId, tx.scope.organisationId));
  return settingsOf(own);
}

export async function setRule(tx: ScopedTx, { by, ...setting }: RuleSetting & { by: By }): Promise<void> {
  const { rule, isOn, threshold } = setting;
  await tx
    .insert(alertRules)
    .values({ organisationId: tx.scope.organisationId, rule, isOn, threshold })
    .onConflictDoUpdate({ target: [alertRules.organisationId, alertRules.rule], set: { isOn, threshold } });
  await writeAudit(tx, {
    by,
    action: "alert.set_rule",
    target: { kind: "alert_rule", id: rule },
    data: { isOn, threshold },
  });
}

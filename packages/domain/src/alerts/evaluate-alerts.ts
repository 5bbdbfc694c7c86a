import { type Database, makeScope, type ScopedTx, tables, withScope } from "@pumpd/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { type Alarm, judgeAlerts } from "./judge-alerts.ts";
import { sendToChannels } from "./messages.ts";
import { readAlertFacts } from "./read-alert-facts.ts";
import { readRules } from "./rules.ts";

const { alerts, organisations } = tables;

/** Any constant number: one evaluation at a time in the whole system. */
const EVALUATE_LOCK = 7_316_244_803;
/** What comes back so soon after it was over is the same trouble, and nobody is told twice. */
const SAME_TROUBLE = "10 minutes";

export type Evaluated = { fired: number; resolved: number };

/** Looks at every organisation: fires what is new, resolves what is over. Undefined: another worker is at it. */
export async function evaluateAlerts(db: Database): Promise<Evaluated | undefined> {
  return db.transaction(async (lock) => {
    const [row] = await lock.execute<{ is_mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${EVALUATE_LOCK}) as is_mine`,
    );
    if (!row?.is_mine) return undefined;
    const all = await db.select({ id: organisations.id }).from(organisations).where(isNull(organisations.archivedAt));
    const sum: Evaluated = { fired: 0, resolved: 0 };
    for (const { id } of all) {
      const { fired, resolved } = await withScope(db, makeScope(id), evaluateOrganisation);
      sum.fired += fired;
      sum.resolved += resolved;
    }
    return sum;
  });
}

async function evaluateOrganisation(tx: ScopedTx): Promise<Evaluated> {
  const alarms = judgeAlerts(await readAlertFacts(tx), await readRules(tx));
  const open = await tx
    .select({ id: alerts.id, rule: alerts.rule, cause: alerts.cause, says: alerts.says })
    .from(alerts)
    .where(and(eq(alerts.organisationId, tx.scope.organisationId), isNull(alerts.resolvedAt)));
  const isSame = (a: Pick<Alarm, "rule" | "cause">) => (b: Pick<Alarm, "rule" | "cause">) =>
    a.rule === b.rule && a.cause === b.cause;
  let fired = 0;
  for (const alarm of alarms) {
    const known = open.find(isSame(alarm));
    if (!known) fired += (await fire(tx, alarm)) ? 1 : 0;
    else if (known.says !== alarm.says)
      await tx.update(alerts).set({ says: alarm.says }).where(eq(alerts.id, known.id));
  }
  const over = open.filter((alert) => !alarms.some(isSame(alert)));
  for (const alert of over) await resolve(tx, alert);
  return { fired, resolved: over.length };
}

/** False when it only came back: then it is open again as it was. */
async function fire(tx: ScopedTx, { rule, cause, says }: Alarm): Promise<boolean> {
  const back = await tx
    .update(alerts)
    .set({ resolvedAt: null, says })
    .where(
      sql`${alerts.id} = (select a.id from alerts a where a.organisation_id = ${tx.scope.organisationId}
        and a.rule = ${rule} and a.cause = ${cause} and a.resolved_at > now() - ${SAME_TROUBLE}::interval
        order by a.id desc limit 1)`,
    )
    .returning({ id: alerts.id });
  if (back.length > 0) return false;
  await tx.insert(alerts).values({ organisationId: tx.scope.organisationId, rule, cause, says });
  await sendToChannels(tx, { subject: says, body: `${says} We say so when it is over.` });
  return true;
}

type Open = { id: string; says: string };

async function resolve(tx: ScopedTx, { id, says }: Open): Promise<void> {
  await tx.update(alerts).set({ resolvedAt: sql`clock_timestamp()` }).where(eq(alerts.id, id));
  const told = await tx
    .update(alerts)
    .set({ overToldAt: sql`clock_timestamp()` })
    .where(and(eq(alerts.id, id), isNull(alerts.overToldAt)))
    .returning({ id: alerts.id });
  if (told.length > 0) await sendToChannels(tx, { subject: `Over: ${says}`, body: `This is over: ${says}` });
}

import { type ScopedTx, tables } from "@pumpd/db";
import type { FailureCode } from "@pumpd/model";
import { and, eq, sql } from "drizzle-orm";
import type { By } from "../by.ts";

const { holds, jobs } = tables;

export type AccountHold = { accountId: string; code: FailureCode; jobId: string; by: By };

/**
 * Keeps an account's other jobs from starting until a person looked at it. Holding it twice keeps the first hold.
 * Its waiting jobs say at once what they wait for. Answers the hold's id.
 */
export async function holdAccount(tx: ScopedTx, { accountId, code, jobId, by }: AccountHold): Promise<string> {
  const [hold] = await tx
    .insert(holds)
    .values({
      organisationId: tx.scope.organisationId,
      scope: "account",
      key: accountId,
      reason: code,
      about: { jobId },
      createdBy: by.name,
    })
    .onConflictDoUpdate({
      target: [holds.scope, holds.key],
      targetWhere: sql`released_at is null`,
      set: { reason: code, until: null },
    })
    .returning({ id: holds.id });
  if (!hold) throw new Error("the hold was not written");
  await tx
    .update(jobs)
    .set({ waitKind: "held", waitFor: hold.id, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(jobs.accountId, accountId), eq(jobs.status, "pending")));
  return hold.id;
}

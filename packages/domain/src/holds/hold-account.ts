import { type ScopedTx, tables } from "@pumpd/db";
import type { FailureCode } from "@pumpd/model";
import { and, eq, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import { placeHold } from "./place-hold.ts";

const { jobs } = tables;

export type AccountHold = { accountId: string; code: FailureCode; jobId: string; by: By };

/**
 * Keeps an account's other jobs from starting until a person looked at it. Holding it twice keeps the first hold.
 * Its waiting jobs say at once what they wait for. Answers the hold's id.
 */
export async function holdAccount(tx: ScopedTx, { accountId, code, jobId, by }: AccountHold): Promise<string> {
  const { id } = await placeHold(tx, {
    scope: "account",
    key: accountId,
    concerns: "organisation",
    kind: "credentials",
    reason: code,
    about: { jobId },
    by,
  });
  await tx
    .update(jobs)
    .set({ waitKind: "held", waitFor: id, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(jobs.accountId, accountId), eq(jobs.status, "pending")));
  return id;
}

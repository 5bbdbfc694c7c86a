import { type ScopedTx, tables } from "@pumpd/db";
import type { HoldScope } from "@pumpd/db/schema";
import { and, asc, eq, isNull, notInArray, or, sql } from "drizzle-orm";
import { ENDED_BY_CANARY } from "./hold-kinds.ts";

const { holds } = tables;

export type Hold = { id: string; scope: HoldScope; key: string; reason: string; until: Date | null };
export type HoldTarget = {
  accountId: string | null;
  host: string;
  jobType: string;
  /** goes where nobody else may, to see whether the pages are as we know them again */
  isCanary: boolean;
};

/** The oldest reason not to start this now, if there is one: on the account, the host, the job type or the organisation. */
export async function findHold(
  tx: ScopedTx,
  { accountId, host, jobType, isCanary }: HoldTarget,
): Promise<Hold | undefined> {
  const [hold] = await tx
    .select({ id: holds.id, scope: holds.scope, key: holds.key, reason: holds.reason, until: holds.until })
    .from(holds)
    .where(
      and(
        isNull(holds.releasedAt),
        or(isNull(holds.organisationId), eq(holds.organisationId, tx.scope.organisationId)),
        or(isNull(holds.until), sql`${holds.until} > clock_timestamp()`),
        or(
          and(eq(holds.scope, "organisation"), eq(holds.key, tx.scope.organisationId)),
          and(eq(holds.scope, "host"), eq(holds.key, host)),
          and(
            eq(holds.scope, "job_type"),
            eq(holds.key, jobType),
            isCanary ? notInArray(holds.kind, [...ENDED_BY_CANARY]) : undefined,
          ),
          accountId ? and(eq(holds.scope, "account"), eq(holds.key, accountId)) : undefined,
        ),
      ),
    )
    .orderBy(asc(holds.createdAt))
    .limit(1);
  return hold;
}

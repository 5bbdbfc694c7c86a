import { type ScopedTx, tables } from "@pumpd/db";
import { and, asc, eq, isNull, notInArray, or, sql } from "drizzle-orm";
import { ENDED_BY_CANARY } from "./hold-kinds.ts";

const { holds } = tables;

export type HoldTarget = {
  accountId: string | null;
  host: string;
  jobType: string;
  /** goes where nobody else may, to see whether the pages are as we know them again */
  isCanary: boolean;
};

/** The oldest reason not to start this now, if there is one: on the account, the host, the job type or the organisation. */
export function openHold(tx: ScopedTx, { accountId, host, jobType, isCanary }: HoldTarget) {
  return tx
    .select({ id: holds.id, until: holds.until })
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
}

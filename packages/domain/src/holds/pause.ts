import { type ScopedTx, tables } from "@pumpd/db";
import type { HoldScope } from "@pumpd/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import { writeAudit } from "../audit/write-audit.ts";
import type { By } from "../by.ts";
import { DomainError, notFound } from "../errors.ts";
import { readHost } from "./learn-from-ending.ts";
import { placeHold, releaseHold } from "./place-hold.ts";

const { holds, portalAccounts } = tables;

export type Pause = {
  scope: HoldScope;
  /** an account's id or a job type; the organisation and its portal need none */
  key?: string;
  /** why, for whoever wonders what a job waits for */
  reason: string;
  /** ends by itself then; without it somebody has to */
  until?: Date;
  by: By;
};

/**
 * Keeps jobs of this organisation from starting; what runs goes on. Throws NOT_FOUND for an account that is not ours, and
 * CONFLICT when the same thing is on hold already: what is there says more than a pause would.
 */
export async function pauseWork(tx: ScopedTx, { scope, key, reason, until, by }: Pause): Promise<{ id: string }> {
  const target = await resolveKey(tx, { scope, key });
  const [open] = await tx
    .select({ id: holds.id })
    .from(holds)
    .where(
      and(
        eq(holds.scope, scope),
        eq(holds.key, target),
        isNull(holds.releasedAt),
        eq(holds.organisationId, tx.scope.organisationId),
      ),
    );
  if (open) throw new DomainError("CONFLICT", "It is on hold already.");
  const { id } = await placeHold(tx, {
    scope,
    key: target,
    concerns: "organisation",
    kind: "pause",
    reason,
    until: until ?? null,
    by,
  });
  await writeAudit(tx, {
    by,
    action: "hold.place",
    target: { kind: "hold", id },
    data: { scope, key: target, reason, until: until?.toISOString() ?? null },
  });
  return { id };
}

async function resolveKey(tx: ScopedTx, { scope, key }: { scope: HoldScope; key?: string }): Promise<string> {
  switch (scope) {
    case "organisation":
      return tx.scope.organisationId;
    case "host":
      return readHost(tx);
    case "job_type":
      if (!key) throw notFound("job type");
      return key;
    case "account": {
      const [account] = await tx
        .select({ id: portalAccounts.id })
        .from(portalAccounts)
        .where(eq(sql`${portalAccounts.id}::text`, key ?? ""));
      if (!account) throw notFound("account");
      return account.id;
    }
  }
}

export type Resume = {
  id: string;
  by: By;
  /** holds on a host or a job type that concern everybody are theirs */
  isPlatformAdmin: boolean;
};

/**
 * Ends a hold before its time; its jobs stand in the line again. A credentials hold ends with a new password and not here.
 * `isReleased: false` when it had ended before. Throws NOT_FOUND, CONFLICT, and FORBIDDEN for a shared one.
 */
export async function resumeWork(tx: ScopedTx, { id, by, isPlatformAdmin }: Resume): Promise<{ isReleased: boolean }> {
  const [hold] = await tx
    .select({ kind: holds.kind, organisationId: holds.organisationId })
    .from(holds)
    .where(eq(holds.id, id));
  if (!hold) throw notFound("hold");
  if (hold.kind === "credentials") throw new DomainError("CONFLICT", "Enter the account's new password; that ends it.");
  if (hold.organisationId === null && !isPlatformAdmin)
    throw new DomainError("FORBIDDEN", "It concerns every organisation, so a platform admin ends it.");
  const isReleased = hold.organisationId === null ? await releaseShared(tx, { id, by }) : await releaseHold(tx, id, by);
  if (isReleased) await writeAudit(tx, { by, action: "hold.release", target: { kind: "hold", id } });
  return { isReleased };
}

async function releaseShared(tx: ScopedTx, { id, by }: { id: string; by: By }): Promise<boolean> {
  const [row] = await tx.execute<{ released: boolean }>(
    sql`select app.release_shared_hold(${id}::uuid, ${by.name}) as released`,
  );
  return row?.released ?? false;
}

import { type ScopedTx, tables } from "@pumpd/db";
import { and, type Column, eq, inArray, ne, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";

type Ahead = { id: string | Column; restaurantId: string | Column; accountId: string | Column | null };

/** The ids of the jobs that wait for the account or the restaurant of this one; of a row's columns, inside its query. */
export function waitersBehind(tx: ScopedTx, { id, restaurantId, accountId }: Ahead) {
  const waiter = alias(tables.jobs, "waiter");
  return tx
    .select({ id: waiter.id })
    .from(waiter)
    .where(
      and(
        eq(waiter.organisationId, tx.scope.organisationId),
        eq(waiter.status, "pending"),
        ne(waiter.id, id),
        inArray(waiter.waitKind, ["account_busy", "restaurant_busy"]),
        or(eq(waiter.restaurantId, restaurantId), accountId ? eq(waiter.accountId, accountId) : undefined),
      ),
    );
}

import { type ScopedTx, tables } from "@pumpd/db";
import { asc, eq, type SQL, sql } from "drizzle-orm";
import { holdReasonWords } from "../jobs/preflight.ts";

/** What leaves the vault: when a password was set and how it fared, never the password. Times are ISO 8601, UTC. */
export type AccountRow = {
  id: string;
  login: string;
  /** a hold that stands now, else what the last sign-in showed */
  state: "works" | "not_tried" | "on_hold";
  /** why it is on hold, in words */
  hold: string | null;
  hasPassword: boolean;
  passwordSetAt: string | null;
  lastSignedInAt: string | null;
  restaurantCount: number;
};

const { portalAccounts } = tables;
/** Spelled out: drizzle leaves the table's name away when there is only one, and a subquery would take its own id. */
const ACCOUNT_ID = sql`portal_accounts.id`;

/** Accounts by login. */
export async function listAccounts(tx: ScopedTx): Promise<AccountRow[]> {
  return readRows(tx, undefined);
}

export async function findAccount(tx: ScopedTx, id: string): Promise<AccountRow | null> {
  const [account] = await readRows(tx, eq(portalAccounts.id, id));
  return account ?? null;
}

async function readRows(tx: ScopedTx, where: SQL | undefined): Promise<AccountRow[]> {
  const rows = await tx
    .select({
      id: portalAccounts.id,
      login: portalAccounts.login,
      state: portalAccounts.state,
      hasPassword: sql<boolean>`${portalAccounts.sealedPassword} is not null`,
      passwordSetAt: portalAccounts.passwordSetAt,
      lastSignedInAt: portalAccounts.lastSignedInAt,
      holdReason: sql<string | null>`(select h.reason from holds h where h.scope = 'account'
        and h.key = ${ACCOUNT_ID}::text and h.released_at is null and (h.until is null or h.until > now()))`,
      restaurantCount: sql<number>`(select count(*)::int from restaurants r where r.account_id = ${ACCOUNT_ID})`,
    })
    .from(portalAccounts)
    .where(where)
    .orderBy(asc(portalAccounts.loginKey), asc(portalAccounts.id));
  return rows.map(({ holdReason, state, passwordSetAt, lastSignedInAt, ...row }) => ({
    ...row,
    state: holdReason ? "on_hold" : state === "works" ? "works" : "not_tried",
    hold: holdReason ? holdReasonWords(holdReason) : null,
    passwordSetAt: passwordSetAt?.toISOString() ?? null,
    lastSignedInAt: lastSignedInAt?.toISOString() ?? null,
  }));
}

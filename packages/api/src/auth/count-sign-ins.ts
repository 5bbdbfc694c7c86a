import { createHash } from "node:crypto";
import type { Database } from "@pumpd/db";
import { sql } from "drizzle-orm";

/** Five wrong passwords for one address from one place, then a pause. In the database: a restart forgives nothing. */
export const SIGN_IN_LIMIT = { tries: 5, windowMs: 15 * 60_000 } as const;

type SignIn = { email: string; ip: string | null };

/** Counts one try and says whether it may go on. One statement, so racing tries are all counted. */
export async function countSignIn(db: Database, signIn: SignIn): Promise<{ isAllowed: boolean }> {
  const nowMs = Date.now();
  const isOver = sql`auth.rate_limits.last_request <= ${nowMs - SIGN_IN_LIMIT.windowMs}`;
  const [row] = await db.execute<{ count: number }>(sql`
    insert into auth.rate_limits (key, count, last_request) values (${keyOf(signIn)}, 1, ${nowMs})
    on conflict (key) do update set
      count = case when ${isOver} then 1 else auth.rate_limits.count + 1 end,
      last_request = case when ${isOver} then excluded.last_request else auth.rate_limits.last_request end
    returning count`);
  return { isAllowed: (row?.count ?? 1) <= SIGN_IN_LIMIT.tries };
}

export async function forgetSignIns(db: Database, signIn: SignIn): Promise<void> {
  await db.execute(sql`delete from auth.rate_limits where key = ${keyOf(signIn)}`);
}

// Hashed: the table of limits is no list of who has an account.
function keyOf({ email, ip }: SignIn): string {
  const who = createHash("sha256").update(email.trim().toLowerCase()).digest("base64url");
  return `sign-in:${who}:${ip ?? "direct"}`;
}

import { createHash } from "node:crypto";
import type { Database } from "@pumpd/db";
import { countUses, forgetUses } from "../count-uses.ts";

/** Five wrong passwords for one address from one place, then a pause. */
export const SIGN_IN_LIMIT = { tries: 5, windowMs: 15 * 60_000 } as const;

type SignIn = { email: string; ip: string | null };

/** Counts one try and says whether it may go on, and whether it is the first in its time that may not. */
export async function countSignIn(
  db: Database,
  signIn: SignIn,
): Promise<{ isAllowed: boolean; isFirstRefusal: boolean }> {
  const { tries, windowMs } = SIGN_IN_LIMIT;
  const [state] = await countUses(db, [{ key: keyOf(signIn), uses: tries, windowMs }]);
  return { isAllowed: !state?.isOver, isFirstRefusal: state?.used === tries + 1 };
}

export async function forgetSignIns(db: Database, signIn: SignIn): Promise<void> {
  await forgetUses(db, keyOf(signIn));
}

// Hashed: the table of limits is no list of who has an account.
function keyOf({ email, ip }: SignIn): string {
  const who = createHash("sha256").update(email.trim().toLowerCase()).digest("base64url");
  return `sign-in:${who}:${ip ?? "direct"}`;
}

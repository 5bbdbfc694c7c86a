import { type Queryable, tables } from "@pumpd/db";
import { z } from "zod";
import { invalidInput } from "../errors.ts";

export type NewPerson = {
  name: string;
  email: string;
  /** without one nobody signs in under this name yet */
  passwordHash?: string;
  isPlatformAdmin?: boolean;
};

/** A person, as yet in no organisation. For seeds, and for whoever was invited: nobody signs up on their own. */
export async function createPerson(db: Queryable, person: NewPerson): Promise<{ id: string }> {
  const email = person.email.trim().toLowerCase();
  if (!z.email().safeParse(email).success) throw invalidInput({ email: "This is no e-mail address." });
  const [user] = await db
    .insert(tables.users)
    .values({ name: person.name.trim(), email, emailVerified: true, isPlatformAdmin: person.isPlatformAdmin ?? false })
    .onConflictDoNothing()
    .returning({ id: tables.users.id });
  if (!user) throw invalidInput({ email: "Somebody has this e-mail address already." });
  if (!person.passwordHash) return user;
  // better-auth's row for signing in with a password.
  await db
    .insert(tables.accounts)
    .values({ userId: user.id, accountId: user.id, providerId: "credential", password: person.passwordHash });
  return user;
}

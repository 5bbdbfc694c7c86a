import { type Database, makeScope, tables, withScope } from "@pumpd/db";
import { createApiKey, listApiKeys, revokeApiKey } from "@pumpd/domain/api-keys";
import { hashSignInPassword } from "@pumpd/domain/people";
import { and, asc, eq } from "drizzle-orm";
import { newPassword } from "./new-password.ts";
import { DEMO_PERSON, SOUTH_AND_TIDE } from "./people.ts";
import { RESTAURANTS } from "./restaurants.ts";
import type { SeededDemo } from "./seed.ts";

export const DEMO_KEY_NAME = "Demo key";

/**
 * A demo whose `demo.json` was lost: its person gets a new password and its program a new key, nothing else changes.
 * Throws when the database holds something other than the demo.
 */
export async function openAgain(db: Database): Promise<SeededDemo> {
  const { users, accounts, organisations, restaurants } = tables;
  const [person] = await db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(eq(users.email, DEMO_PERSON.email));
  const [organisation] = await db
    .select({ id: organisations.id })
    .from(organisations)
    .where(eq(organisations.name, SOUTH_AND_TIDE.name))
    .orderBy(asc(organisations.createdAt));
  if (!person || !organisation)
    throw new Error(
      "This database is in use and holds no demo. Set APP_ENV=production, or give the demo an empty one.",
    );
  const password = newPassword();
  const passwordHash = await hashSignInPassword(password);
  const by = { kind: "person", ...person } as const;
  return withScope(db, makeScope(organisation.id), async (tx) => {
    await tx.update(accounts).set({ password: passwordHash }).where(eq(accounts.userId, person.id));
    const [ready] = await tx
      .select({ id: restaurants.id })
      .from(restaurants)
      .where(and(eq(restaurants.organisationId, organisation.id), eq(restaurants.name, RESTAURANTS.mahina.name)));
    if (!ready) throw new Error(`The demo's restaurant ${RESTAURANTS.mahina.name} is not there any more.`);
    for (const { id, name } of await listApiKeys(tx)) if (name === DEMO_KEY_NAME) await revokeApiKey(tx, { by, id });
    const { key } = await createApiKey(tx, { by, name: DEMO_KEY_NAME });
    return { email: DEMO_PERSON.email, password, apiKey: key, restaurantId: ready.id };
  });
}

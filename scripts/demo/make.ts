import { makeScope, type OrgScope, type Queryable, type Transactor, tables, withScope } from "@pumpd/db";
import type { By } from "@pumpd/domain";
import { createAccount } from "@pumpd/domain/accounts";
import { type ArtifactStore, storeUpload } from "@pumpd/domain/artifacts";
import { addMembership, createPerson, hashSignInPassword } from "@pumpd/domain/people";
import { createRestaurant } from "@pumpd/domain/restaurants";
import type { SealingKey } from "@pumpd/domain/vault";
import type { Role } from "@pumpd/model";
import { MENUS } from "./menus.ts";
import { newPassword } from "./new-password.ts";
import type { DemoOrganisation } from "./people.ts";
import type { DemoAccount } from "./portal-accounts.ts";
import { type DemoRestaurant, RESTAURANTS, type RestaurantKey } from "./restaurants.ts";

/** What everything below is made with. */
export type Make = { db: Queryable & Transactor; portalUrl: string; sealingKey: SealingKey; artifacts: ArtifactStore };

/** `by`: its first admin, in whose name the rest is made; `password`: theirs, the only one anybody is told. */
export type MadeOrganisation = { scope: OrgScope; by: By; password: string };

export async function makeOrganisation(
  { db, portalUrl }: Make,
  { name, people }: DemoOrganisation,
): Promise<MadeOrganisation> {
  const [row] = await db
    .insert(tables.organisations)
    .values({ name, adminUrl: portalUrl })
    .returning({ id: tables.organisations.id });
  if (!row) throw new Error(`the organisation ${name} was not made`);
  const scope = makeScope(row.id);
  let first: Omit<MadeOrganisation, "scope"> | undefined;
  for (const { name, email, role } of people) {
    // Only the first is told a password; the others are there to be seen, and to be invited.
    const password = first ? undefined : newPassword();
    const { id } = await createPerson(db, {
      name,
      email,
      passwordHash: password && (await hashSignInPassword(password)),
    });
    if (password) first = { by: { kind: "person", id, name }, password };
    if (first) await join(db, { scope, by: first.by, userId: id, role });
  }
  if (!first) throw new Error(`the organisation ${name} has nobody in it`);
  return { scope, ...first };
}

type Join = { scope: OrgScope; by: By; userId: string; role: Role };

function join(db: Transactor, { scope, ...membership }: Join): Promise<void> {
  return withScope(db, scope, (tx) => addMembership(tx, membership));
}

type MakeRestaurants = MadeOrganisation & { accounts: readonly DemoAccount[]; unassigned: readonly RestaurantKey[] };

/** Restaurants with their portal accounts; answers how to find one's id. */
export async function makeRestaurants(
  { db, sealingKey }: Make,
  { scope, by, accounts, unassigned }: MakeRestaurants,
): Promise<(key: RestaurantKey) => string> {
  const ids = new Map<RestaurantKey, string>();
  await withScope(db, scope, async (tx) => {
    const add = async (key: RestaurantKey, accountId?: string) => {
      const restaurant: DemoRestaurant = RESTAURANTS[key];
      ids.set(key, (await createRestaurant(tx, { by, ...restaurant, accountId })).id);
    };
    for (const { login, password, restaurants } of accounts) {
      const account = await createAccount(tx, { by, sealingKey, login, password });
      for (const key of restaurants) await add(key, account.id);
    }
    for (const key of unassigned) await add(key);
  });
  return (key) => {
    const id = ids.get(key);
    if (!id) throw new Error(`the demo has no restaurant ${key}`);
    return id;
  };
}

/** Menu files as staff would have handed them over, so that an upload can be tried at once. */
export async function handOverMenus(
  { db, artifacts: store }: Make,
  { scope, by, idOf }: MadeOrganisation & { idOf: (key: RestaurantKey) => string },
): Promise<void> {
  for (const [key, { fileName, csv }] of Object.entries(MENUS)) {
    const restaurantId = idOf(key as RestaurantKey);
    await storeUpload(db, { scope, by, store, restaurantId, kind: "csv", fileName, bytes: Buffer.from(csv) });
  }
}

import { randomBytes } from "node:crypto";
import type { Database, OrgScope } from "@pumpd/db";
import { createAccount, createRestaurant } from "@pumpd/testing";
import type { Portal } from "./portal.ts";

export type Prepared = {
  restaurantId: string;
  accountId: string;
  /** the portal login, which is how the journal names its account */
  login: string;
  password: string;
  input: Record<string, unknown>;
};

export type PrepareJob = { owner: Database; portal: Portal; scope: OrgScope; type: string };

/** What a job of this type needs to be there before it can be asked for, here and at the portal. */
export async function prepareJob({ owner, portal, scope }: PrepareJob): Promise<Prepared> {
  const restaurant = await createRestaurant(owner, { scope });
  // Long and odd enough that finding it anywhere means that it leaked.
  const account = await createAccount(owner, {
    scope,
    restaurantId: restaurant.id,
    password: `Kea&${randomBytes(12).toString("base64")}"\\é`,
  });
  await portal.control.seed({ accounts: [{ email: account.login, password: account.password }] });
  return { restaurantId: restaurant.id, accountId: account.id, login: account.login, password: account.password, input: {} };
}

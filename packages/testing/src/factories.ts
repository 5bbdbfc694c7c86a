import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, makeScope, type OrgScope, tables, withScope } from "@pumpd/db";
import type { By } from "@pumpd/domain";
import { createAccount as sealAccount } from "@pumpd/domain/accounts";
import { createApiKey } from "@pumpd/domain/api-keys";
import type { HostPace } from "@pumpd/domain/holds";
import { addMembership, hashSignInPassword, createPerson as insertPerson } from "@pumpd/domain/people";
import { createRestaurant as insertRestaurant, type NewRestaurant } from "@pumpd/domain/restaurants";
import { readSealingKey } from "@pumpd/domain/vault";
import { ensureDevelopmentKeys, type KeyPaths } from "@pumpd/domain/vault/keys";
import type { Role } from "@pumpd/model";
import { newPortalPassword } from "./canary.ts";

/**
 * Small real things for tests, made with the product's own verbs. `db` is connected as the owner (`testDatabase().ownerUrl`):
 * only the owner may create organisations.
 */
export const BY_TEST: By = { kind: "system", id: "test", name: "Test" };

/** No portal host is spared: for tests that are not about the pace. */
export const UNHURRIED: HostPace = { spacingMs: 0, windowMs: 60_000, mostUses: 1_000_000 };

export type TestOrganisation = { id: string; name: string; scope: OrgScope };

/** @param about.adminUrl the portal's address, for tests that run a flow */
export async function createOrganisation(
  db: Database,
  about: { name?: string; adminUrl?: string } = {},
): Promise<TestOrganisation> {
  const name = about.name ?? `Org ${randomUUID().slice(0, 8)}`;
  const [row] = await db
    .insert(tables.organisations)
    .values({ name, adminUrl: about.adminUrl ?? "https://admin.pumpd.example" })
    .returning({ id: tables.organisations.id });
  if (!row) throw new Error("no organisation was written");
  return { id: row.id, name, scope: makeScope(row.id) };
}

export type TestPerson = { id: string; name: string; email: string; password: string; by: By };

/** A person who can really sign in, with a role in the organisation (or, without one, in none). */
export async function createPerson(
  db: Database,
  { scope, role, name = "Tama Test" }: { scope?: OrgScope; role?: Role; name?: string },
): Promise<TestPerson> {
  const email = `${randomUUID()}@people.example`;
  const password = randomBytes(12).toString("base64url");
  // The cheapest cost scrypt takes: a suite makes hundreds.
  const passwordHash = await hashSignInPassword(password, { N: 2, r: 8, p: 1 });
  const { id } = await insertPerson(db, { name, email, passwordHash });
  if (scope && role) await withScope(db, scope, (tx) => addMembership(tx, { by: BY_TEST, userId: id, role }));
  return { id, name, email, password, by: { kind: "person", id, name } };
}

/** Ready to be registered but for its account: name, store address, street address, phone and hours are filled in. */
export async function createRestaurant(
  db: Database,
  { scope, ...fields }: Partial<NewRestaurant> & { scope: OrgScope },
): Promise<{ id: string; name: string; subdomain: string }> {
  const mark = randomBytes(4).toString("hex");
  const name = fields.name ?? `Kererū Kitchen ${mark}`;
  const subdomain = fields.subdomain ?? `kereru-${mark}`;
  const evening = [{ open: "17:00", close: "22:00" }];
  const restaurant = {
    address: "12 Cuba Street, Te Aro, Wellington 6011",
    phone: "04 555 0199",
    openingHours: {
      Monday: [],
      Tuesday: evening,
      Wednesday: evening,
      Thursday: evening,
      Friday: [{ open: "17:00", close: "01:30" }],
      Saturday: [{ open: "17:00", close: "01:30" }],
      Sunday: evening,
    },
    ...fields,
    name,
    subdomain,
  };
  const { id } = await withScope(db, scope, (tx) => insertRestaurant(tx, { by: BY_TEST, ...restaurant }));
  return { id, name, subdomain };
}

/** The keys of one test run: web's public file and the worker's private directory. */
export function testKeys(): Promise<KeyPaths> {
  keys ??= ensureDevelopmentKeys(mkdtempSync(join(tmpdir(), "pumpd-test-keys-")));
  return keys;
}
let keys: Promise<KeyPaths> | undefined;

export type TestAccount = { id: string; login: string; password: string };

/** A portal account with its password sealed to `testKeys()`, linked to the restaurant when one is given. */
export async function createAccount(
  db: Database,
  about: { scope: OrgScope; restaurantId?: string; login?: string; password?: string },
): Promise<TestAccount> {
  const login = about.login ?? `Portal.${randomBytes(4).toString("hex")}@accounts.example`;
  const password = about.password ?? newPortalPassword();
  const sealingKey = await readSealingKey((await testKeys()).publicKeyFile);
  const { restaurantId } = about;
  const { id } = await withScope(db, about.scope, (tx) =>
    sealAccount(tx, { by: BY_TEST, sealingKey, login, password, restaurantId }),
  );
  return { id, login, password };
}

/** A key for the REST door. */
export async function createKey(db: Database, { scope, by = BY_TEST }: { scope: OrgScope; by?: By }): Promise<string> {
  const createdBy = by.kind === "person" ? by : { ...by, id: randomUUID() };
  const { key } = await withScope(db, scope, (tx) => createApiKey(tx, { by: createdBy, name: "Test key" }));
  return key;
}

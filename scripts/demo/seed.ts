import { connect, disconnect, tables, withScope } from "@pumpd/db";
import { createApiKey } from "@pumpd/domain/api-keys";
import type { ArtifactStore } from "@pumpd/domain/artifacts";
import { addMembership } from "@pumpd/domain/people";
import { readSealingKey } from "@pumpd/domain/vault";
import { askForJobs } from "./ask-for-jobs.ts";
import { handOverMenus, type Make, makeOrganisation, makeRestaurants } from "./make.ts";
import { DEMO_KEY_NAME, openAgain } from "./open-again.ts";
import { DEMO_PERSON, KOWHAI_STREET, SOUTH_AND_TIDE } from "./people.ts";
import { makePortalAccounts, type PortalAccounts } from "./portal-accounts.ts";
import { seedSimulator } from "./seed-simulator.ts";

export type SeedDemo = {
  /** the database's owner; only the owner may make organisations */
  adminUrl: string;
  /** where the portal's stand-in shows itself to a browser */
  portalUrl: string;
  /** `…/__simulator` */
  simulatorControlUrl: string;
  publicKeyFile: string;
  /** where web keeps what staff hand over */
  artifacts: ArtifactStore;
};

/** How a person and a program get in, and a restaurant that is ready to be registered. */
export type SeededDemo = { email: string; password: string; apiKey: string; restaurantId: string };

/**
 * Fills an empty database with two invented organisations, once. No row claims anything about the portal: the jobs are
 * asked for here and run by the worker, so that whatever they say afterwards is what the simulator's journal shows.
 * On a database that has the demo it only makes a new password and key. Throws on any other database.
 */
export async function seedDemo({
  adminUrl,
  portalUrl,
  simulatorControlUrl,
  publicKeyFile,
  artifacts,
}: SeedDemo): Promise<SeededDemo> {
  const db = connect(adminUrl, { applicationName: "pumpd demo seed", max: 2 });
  try {
    if ((await db.$count(tables.organisations)) > 0) return await openAgain(db);
    const accounts = makePortalAccounts();
    await seedSimulator(simulatorControlUrl, accounts);
    const sealingKey = await readSealingKey(publicKeyFile);
    // All or nothing: an interrupted start leaves an empty database and is simply repeated.
    return await db.transaction((tx) => fill({ db: tx, portalUrl, sealingKey, artifacts }, accounts));
  } finally {
    await disconnect(db);
  }
}

async function fill(make: Make, accounts: PortalAccounts): Promise<SeededDemo> {
  const { db } = make;
  const south = await makeOrganisation(make, SOUTH_AND_TIDE);
  const kowhai = await makeOrganisation(make, KOWHAI_STREET);
  // So that one can see what switching does, and what a viewer may not.
  await withScope(db, kowhai.scope, (tx) => addMembership(tx, { by: kowhai.by, userId: south.by.id, role: "viewer" }));
  const idOf = await makeRestaurants(make, {
    ...south,
    accounts: [accounts.south, accounts.harbour, accounts.changed],
    unassigned: [],
  });
  await makeRestaurants(make, { ...kowhai, accounts: [accounts.kowhai], unassigned: ["numberNine"] });
  await handOverMenus(make, { ...south, idOf });
  await askForJobs(make, { ...south, idOf });
  const { key } = await withScope(db, south.scope, (tx) => createApiKey(tx, { by: south.by, name: DEMO_KEY_NAME }));
  return { email: DEMO_PERSON.email, password: south.password, apiKey: key, restaurantId: idOf("mahina") };
}

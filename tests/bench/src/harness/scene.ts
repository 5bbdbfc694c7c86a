import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Database, disconnect } from "@pumpd/db";
import {
  createAccount,
  createOrganisation,
  createRestaurant,
  type TestDatabase,
  type TestOrganisation,
  testDatabase,
} from "@pumpd/testing";

export type Scene = {
  database: TestDatabase;
  owner: Database;
  organisation: TestOrganisation;
  /** a directory of its own, gone at the end */
  dataDir: string;
};

/** A database and an organisation of its own while `work` runs; the server is the caller's (`usePostgres`). */
export async function withScene<T>(work: (scene: Scene) => Promise<T>): Promise<T> {
  const database = await testDatabase();
  const owner = connect(database.ownerUrl, { applicationName: "bench owner", max: 3 });
  const dataDir = mkdtempSync(join(tmpdir(), "pumpd-bench-"));
  try {
    return await work({ database, owner, dataDir, organisation: await createOrganisation(owner) });
  } finally {
    await disconnect(owner);
    rmSync(dataDir, { recursive: true, force: true });
    await database.drop();
  }
}

/** Restaurants that are ready to be registered, each with a portal account of its own: no job stands in another's way. */
export async function openRestaurants({ owner, organisation }: Scene, count: number): Promise<string[]> {
  const { scope } = organisation;
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const { id } = await createRestaurant(owner, { scope });
    await createAccount(owner, { scope, restaurantId: id });
    ids.push(id);
  }
  return ids;
}

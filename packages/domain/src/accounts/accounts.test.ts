import { connect, type Database, disconnect, tables, withScope } from "@pumpd/db";
import {
  BY_TEST,
  createOrganisation,
  createRestaurant,
  createAccount as makeAccount,
  type TestDatabase,
  type TestOrganisation,
  testDatabase,
  testKeys,
} from "@pumpd/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holdAccount } from "../holds/index.ts";
import { enqueueJob } from "../jobs/enqueue.ts";
import { readSealingKey, type SealingKey } from "../vault/index.ts";
import { openSealed, SealBroken } from "../vault/open-sealed.ts";
import { findAccount, listAccounts } from "./account-row.ts";
import { createAccount } from "./create-account.ts";
import { linkAccount } from "./link-account.ts";
import { setPassword } from "./set-password.ts";

let database: TestDatabase;
let owner: Database;
let web: Database;
let sealingKey: SealingKey;
let privateKeysDir: string;
let ours: TestOrganisation;
let theirs: TestOrganisation;

beforeAll(async () => {
  database = await testDatabase();
  owner = connect(database.ownerUrl, { applicationName: "test", max: 2 });
  web = connect(database.webUrl, { applicationName: "test", max: 4 });
  const keys = await testKeys();
  sealingKey = await readSealingKey(keys.publicKeyFile);
  privateKeysDir = keys.privateKeysDir;
  ours = await createOrganisation(owner);
  theirs = await createOrganisation(owner);
});
afterAll(async () => {
  await Promise.all([disconnect(owner), disconnect(web)]);
  await database.drop();
});

const ABSENT = "01993f3e-0000-7000-8000-00000000dead";
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "nothing was refused",
    ({ code, message, fields }: { code: string; message: string; fields: unknown }) => ({ code, message, fields }),
  );

async function open(id: string): Promise<string> {
  const [row] = await owner.select().from(tables.portalAccounts).where(eq(tables.portalAccounts.id, id));
  if (!row?.keyId || !row.sealedPassword) throw new Error("no sealed password");
  const aad = { organisationId: row.organisationId, accountId: id, version: row.version };
  return openSealed({ privateKeysDir, keyId: row.keyId, aad, sealed: row.sealedPassword });
}

describe("a portal account", () => {
  test("is made by web, opens only for the worker, and belongs to its restaurant", async () => {
    const restaurant = await createRestaurant(owner, { scope: ours.scope });
    const { id } = await withScope(web, ours.scope, (tx) =>
      createAccount(tx, {
        by: BY_TEST,
        sealingKey,
        login: "Kai@Case.example",
        password: " pōtae 1 ",
        restaurantId: restaurant.id,
      }),
    );
    expect(await open(id)).toBe(" pōtae 1 ");
    const account = await withScope(web, ours.scope, (tx) => findAccount(tx, id));
    expect(account).toEqual({
      id,
      login: "Kai@Case.example",
      state: "not_tried",
      hold: null,
      hasPassword: true,
      passwordSetAt: expect.stringMatching(/Z$/),
      lastSignedInAt: null,
      restaurantCount: 1,
    });
  });

  test("is not made twice under one login, whatever its case", async () => {
    await makeAccount(owner, { scope: ours.scope, login: "twice@accounts.example" });
    const again = withScope(web, ours.scope, (tx) =>
      createAccount(tx, { by: BY_TEST, sealingKey, login: "Twice@accounts.example", password: "x" }),
    );
    expect(await refusal(again)).toMatchObject({ code: "INVALID_INPUT", fields: { login: expect.any(String) } });
    await makeAccount(owner, { scope: theirs.scope, login: "twice@accounts.example" });
  });

  test("is made and linked together or not at all", async () => {
    const login = "half@accounts.example";
    const made = withScope(web, ours.scope, (tx) =>
      createAccount(tx, { by: BY_TEST, sealingKey, login, password: "x", restaurantId: ABSENT }),
    );
    expect(await refusal(made)).toMatchObject({ code: "NOT_FOUND" });
    expect(await owner.$count(tables.portalAccounts, eq(tables.portalAccounts.login, login))).toBe(0);
  });

  test("gets a new password that ends its hold, wakes what waited, and outdates the old seal", async () => {
    const restaurant = await createRestaurant(owner, { scope: ours.scope });
    const account = await makeAccount(owner, { scope: ours.scope, restaurantId: restaurant.id });
    const { jobId } = await withScope(web, ours.scope, async (tx) => {
      const job = await enqueueJob(tx, { by: BY_TEST, type: "register_restaurant", restaurantId: restaurant.id });
      await holdAccount(tx, { accountId: account.id, code: "WRONG_PASSWORD", jobId: job.jobId, by: BY_TEST });
      return job;
    });
    const held = await withScope(web, ours.scope, (tx) => findAccount(tx, account.id));
    expect(held).toMatchObject({ state: "on_hold", hold: "The portal refused the password." });
    const [before] = await owner.select().from(tables.portalAccounts).where(eq(tables.portalAccounts.id, account.id));

    const set = await withScope(web, ours.scope, (tx) =>
      setPassword(tx, { by: BY_TEST, sealingKey, id: account.id, password: "the new one" }),
    );
    expect(set).toEqual({ id: account.id, releasedJobs: 1 });
    expect(await open(account.id)).toBe("the new one");
    expect(await withScope(web, ours.scope, (tx) => findAccount(tx, account.id))).toMatchObject({
      state: "not_tried",
      hold: null,
    });
    const [job] = await owner.select().from(tables.jobs).where(eq(tables.jobs.id, jobId));
    expect(job).toMatchObject({ status: "pending", waitKind: "first", waitFor: null });

    if (!before?.keyId || !before.sealedPassword) throw new Error("no sealed password before");
    await owner
      .update(tables.portalAccounts)
      .set({ sealedPassword: before.sealedPassword })
      .where(eq(tables.portalAccounts.id, account.id));
    await expect(open(account.id)).rejects.toThrow(SealBroken);
  });

  test("leaves lines in the audit log that say who and which, and never the password", async () => {
    const account = await makeAccount(owner, { scope: ours.scope, password: "audited-secret-1" });
    await withScope(web, ours.scope, (tx) =>
      setPassword(tx, { by: BY_TEST, sealingKey, id: account.id, password: "audited-secret-2" }),
    );
    const lines = await owner.select().from(tables.auditLog).where(eq(tables.auditLog.targetId, account.id));
    expect(lines.map(({ action }) => action)).toEqual(["account.create", "account.set_password"]);
    expect(JSON.stringify(lines)).not.toContain("audited-secret");
  });

  test("of another organisation is not listed, not linked and not given a password, as if it had never existed", async () => {
    const foreign = await makeAccount(owner, { scope: theirs.scope });
    const restaurant = await createRestaurant(owner, { scope: ours.scope });
    expect((await withScope(web, ours.scope, listAccounts)).some(({ id }) => id === foreign.id)).toBe(false);
    const change = (id: string) =>
      withScope(web, ours.scope, (tx) => setPassword(tx, { by: BY_TEST, sealingKey, id, password: "taken over" }));
    expect(await refusal(change(foreign.id))).toEqual(await refusal(change(ABSENT)));
    const link = (accountId: string) =>
      withScope(web, ours.scope, (tx) => linkAccount(tx, { by: BY_TEST, accountId, restaurantId: restaurant.id }));
    expect(await refusal(link(foreign.id))).toEqual(await refusal(link(ABSENT)));
    expect(await refusal(link(foreign.id))).toMatchObject({ code: "NOT_FOUND" });
    expect(await open(foreign.id)).toBe(foreign.password);
  });

  test("cannot point across organisations even in the database itself", async () => {
    const foreign = await makeAccount(owner, { scope: theirs.scope });
    const { id } = await createRestaurant(owner, { scope: ours.scope });
    await expect(
      owner.update(tables.restaurants).set({ accountId: foreign.id }).where(eq(tables.restaurants.id, id)),
    ).rejects.toThrow();
  });
});

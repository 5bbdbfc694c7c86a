import { connect, type Database, disconnect, tables, withScope } from "@pumpd/db";
import {
  BY_TEST,
  createAccount,
  createOrganisation,
  createRestaurant,
  type TestDatabase,
  type TestOrganisation,
  testDatabase,
} from "@pumpd/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import { enqueueJob } from "../jobs/enqueue.ts";
import { createRestaurant as create } from "./create-restaurant.ts";
import { listRestaurants } from "./list-restaurants.ts";
import { readRestaurant } from "./read-restaurant.ts";
import { updateRestaurant } from "./update-restaurant.ts";

let database: TestDatabase;
let owner: Database;
let web: Database;
let ours: TestOrganisation;
let theirs: TestOrganisation;

beforeAll(async () => {
  database = await testDatabase();
  owner = connect(database.ownerUrl, { applicationName: "test", max: 2 });
  web = connect(database.webUrl, { applicationName: "test", max: 4 });
  ours = await createOrganisation(owner);
  theirs = await createOrganisation(owner);
});
afterAll(async () => {
  await Promise.all([disconnect(owner), disconnect(web)]);
  await database.drop();
});

const ABSENT = "01993f3e-0000-7000-8000-00000000dead";

async function refusalOf(work: Promise<unknown>): Promise<{ code: string; message: string; fields: unknown }> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof DomainError)) throw new Error(`expected a refusal, got ${String(thrown)}`);
  return { code: thrown.code, message: thrown.message, fields: thrown.fields };
}

describe("a restaurant", () => {
  test("is created with the organisation's country and timezone and an audit line", async () => {
    const { id } = await withScope(web, ours.scope, (tx) =>
      create(tx, { by: BY_TEST, name: "Māhina & Daughters’", address: "", phone: null }),
    );
    const detail = await withScope(web, ours.scope, (tx) => readRestaurant(tx, id));
    expect(detail).toMatchObject({
      name: "Māhina & Daughters’",
      country: "NZ",
      timezone: "Pacific/Auckland",
      address: null,
    });
    expect(detail.next).toMatchObject({ kind: "add_account", button: "Add the portal account" });
    const audit = await owner.select().from(tables.auditLog).where(eq(tables.auditLog.targetId, id));
    expect(audit).toMatchObject([{ action: "restaurant.create", actorName: "Test", organisationId: ours.id }]);
  });

  test("keeps what an update leaves out, clears what it sets to null, and writes down the change", async () => {
    const { id } = await createRestaurant(owner, { scope: ours.scope, name: "Weta & Vine" });
    await withScope(web, ours.scope, (tx) =>
      updateRestaurant(tx, { by: BY_TEST, id, name: "Wētā & Vine", phone: null }),
    );
    const detail = await withScope(web, ours.scope, (tx) => readRestaurant(tx, id));
    expect(detail).toMatchObject({ name: "Wētā & Vine", phone: null, address: expect.stringContaining("Cuba") });
    const audit = await owner.select().from(tables.auditLog).where(eq(tables.auditLog.targetId, id));
    expect(audit.at(-1)?.data).toEqual({
      changed: { name: { from: "Weta & Vine", to: "Wētā & Vine" }, phone: { from: "04 555 0199", to: null } },
    });
  });

  test("gets the default timezone of another country and refuses a timezone that is not the country's", async () => {
    const { id } = await createRestaurant(owner, { scope: ours.scope });
    await withScope(web, ours.scope, (tx) => updateRestaurant(tx, { by: BY_TEST, id, name: "Tide", country: "AU" }));
    expect(await withScope(web, ours.scope, (tx) => readRestaurant(tx, id))).toMatchObject({
      timezone: "Australia/Sydney",
    });
    const wrong = withScope(web, ours.scope, (tx) =>
      updateRestaurant(tx, { by: BY_TEST, id, name: "Tide", country: "NZ", timezone: "Europe/London" }),
    );
    expect(await refusalOf(wrong)).toMatchObject({ code: "INVALID_INPUT", fields: { timezone: expect.any(String) } });
  });

  test("does not let go of a store address that was read back", async () => {
    const { id, subdomain } = await createRestaurant(owner, { scope: ours.scope });
    await owner
      .update(tables.restaurants)
      .set({ upstreamId: `RES${subdomain}` })
      .where(eq(tables.restaurants.id, id));
    const change = withScope(web, ours.scope, (tx) =>
      updateRestaurant(tx, { by: BY_TEST, id, name: "N", subdomain: "other" }),
    );
    expect(await refusalOf(change)).toMatchObject({ fields: { subdomain: expect.stringContaining("read back") } });
    await withScope(web, ours.scope, (tx) => updateRestaurant(tx, { by: BY_TEST, id, name: "N", subdomain }));
  });

  test("offers to register once its account has a password", async () => {
    const { id } = await createRestaurant(owner, { scope: ours.scope });
    await createAccount(owner, { scope: ours.scope, restaurantId: id });
    const detail = await withScope(web, ours.scope, (tx) => readRestaurant(tx, id));
    expect(detail.account).toMatchObject({ state: "not_tried", hasPassword: true, restaurantCount: 1 });
    expect(detail.next).toMatchObject({ kind: "start", jobType: "register_restaurant", button: "Register at Pumpd" });
  });

  test("shows the job that is open on it, in the list and as the next thing", async () => {
    const { id, name } = await createRestaurant(owner, { scope: ours.scope });
    await createAccount(owner, { scope: ours.scope, restaurantId: id });
    await createRestaurant(owner, { scope: ours.scope, name: `${name} two` });
    const { shortId, jobId } = await withScope(web, ours.scope, (tx) =>
      enqueueJob(tx, { by: BY_TEST, type: "register_restaurant", restaurantId: id }),
    );
    const { rows } = await withScope(web, ours.scope, (tx) => listRestaurants(tx, { q: name, limit: 10 }));
    expect(rows.map((row) => row.openJob)).toEqual([
      { id: jobId, shortId, type: "register_restaurant", state: "waiting" },
      null,
    ]);
    const { next } = await withScope(web, ours.scope, (tx) => readRestaurant(tx, id));
    expect(next).toMatchObject({ kind: "open_job", jobId, button: `Open ${shortId}` });
  });

  test("is answered to another organisation exactly as one that never existed", async () => {
    const { id } = await createRestaurant(owner, { scope: ours.scope });
    const ask = (wanted: string) => withScope(web, theirs.scope, (tx) => readRestaurant(tx, wanted));
    expect(await refusalOf(ask(id))).toEqual(await refusalOf(ask(ABSENT)));
    const write = (wanted: string) =>
      withScope(web, theirs.scope, (tx) => updateRestaurant(tx, { by: BY_TEST, id: wanted, name: "Ours now" }));
    expect(await refusalOf(write(id))).toEqual(await refusalOf(write(ABSENT)));
    expect((await refusalOf(write(id))).code).toBe("NOT_FOUND");
  });

  test("cannot be given the account of another organisation", async () => {
    const foreign = await createAccount(owner, { scope: theirs.scope });
    const make = (accountId: string) =>
      withScope(web, ours.scope, (tx) => create(tx, { by: BY_TEST, name: "N", accountId }));
    expect(await refusalOf(make(foreign.id))).toEqual(await refusalOf(make(ABSENT)));
  });
});

describe("the list of restaurants", () => {
  test("pages by name without losing or repeating one, and ignores other organisations", async () => {
    const organisation = await createOrganisation(owner);
    const names = ["Āraki", "Same", "same", "SAME", "Zebra’s", "Ōkiwi", "Bluff & Co"];
    for (const name of names) await createRestaurant(owner, { scope: organisation.scope, name });
    await createRestaurant(owner, { scope: theirs.scope, name: "Not yours" });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await withScope(web, organisation.scope, (tx) => listRestaurants(tx, { limit: 2, cursor }));
      seen.push(...page.rows.map((row) => row.name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect([...seen].sort()).toEqual([...names].sort());
    expect(seen.slice(0, 2)).toEqual(["Āraki", "Bluff & Co"]);
    expect(seen.at(-1)).toBe("Zebra’s");
  });

  test("finds by part of a name, with or without macrons, and takes % and _ as what they are", async () => {
    const organisation = await createOrganisation(owner);
    for (const name of ["Pōhutukawa Café", "100% Kai", "A_B", "AxB"])
      await createRestaurant(owner, { scope: organisation.scope, name });
    const find = async (q: string) =>
      (await withScope(web, organisation.scope, (tx) => listRestaurants(tx, { q, limit: 10 }))).rows.map(
        (row) => row.name,
      );
    expect(await find("pohutu")).toEqual(["Pōhutukawa Café"]);
    expect(await find("CAFÉ")).toEqual(["Pōhutukawa Café"]);
    expect(await find("0%")).toEqual(["100% Kai"]);
    expect(await find("a_b")).toEqual(["A_B"]);
    expect(await find("%")).toEqual(["100% Kai"]);
  });

  test("refuses a cursor that is not ours with a field", async () => {
    const ask = withScope(web, ours.scope, (tx) => listRestaurants(tx, { limit: 2, cursor: "nonsense" }));
    expect(await refusalOf(ask)).toMatchObject({ code: "INVALID_INPUT", fields: { cursor: expect.any(String) } });
  });
});

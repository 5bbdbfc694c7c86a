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
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addNote } from "./add-note.ts";
import { importRestaurants, previewImport } from "./import-restaurants.ts";
import { listRestaurants } from "./list-restaurants.ts";
import { readRestaurant } from "./read-restaurant.ts";
import { removeNote } from "./remove-note.ts";

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

const preview = (csv: string) => withScope(web, ours.scope, (tx) => previewImport(tx, csv));
const doImport = (csv: string, doubles: number[] = []) =>
  withScope(web, ours.scope, (tx) => importRestaurants(tx, { by: BY_TEST, csv, doubles }));
const namesHere = async () =>
  (await withScope(web, ours.scope, (tx) => listRestaurants(tx, { limit: 100 }))).rows.map(({ name }) => name);

describe("restaurants from a file", () => {
  test("a preview shows every row and adds none", async () => {
    const { rows } = await preview("name,phone\nPreview One,04 555 0101\nPreview Two,call me");
    expect(rows.map(({ n, state }) => `${n} ${state}`)).toEqual(["2 ready", "3 problem"]);
    expect(await namesHere()).not.toContain("Preview One");
  });

  test("rows that fit are added with their note and account; the others come back as they were", async () => {
    const { login } = await createAccount(owner, { scope: ours.scope });
    const csv = `name,account,note,phone\nWhetū Pizza Works,${login.toUpperCase()},Ask for Ana,\nHarbour,nobody@x.example,,\nTūī,,,what`;
    const { rows } = await doImport(csv);
    expect(rows.map(({ id }) => id !== null)).toEqual([true, false, false]);
    expect(rows[1]?.problems[0]).toMatchObject({ column: "account" });
    expect(rows[2]?.cells).toMatchObject({ name: "Tūī", phone: "what" });
    const added = await withScope(web, ours.scope, (tx) => readRestaurant(tx, rows[0]?.id ?? ""));
    expect(added).toMatchObject({
      name: "Whetū Pizza Works",
      account: { login },
      notes: [{ text: "Ask for Ana", author: BY_TEST.name }],
    });
  });

  test("a double is shown with what it is like, and added only when its row is named", async () => {
    await createRestaurant(owner, { scope: ours.scope, name: "Māhina’s Noodle Room", subdomain: "mahina-room" });
    const csv = "name,subdomain\nMahina's noodle room,\nOther,mahina-room\nTwice,\nTwice,";
    const { rows } = await preview(csv);
    expect(rows.map(({ state, double }) => [state, double?.name, double?.row])).toEqual([
      ["double", "Māhina’s Noodle Room", null],
      ["double", "Māhina’s Noodle Room", null],
      ["ready", undefined, undefined],
      ["double", "Twice", 4],
    ]);
    const done = await doImport(csv, [3]);
    expect(done.rows.map(({ id }) => id !== null)).toEqual([false, true, true, false]);
  });

  test("another organisation's restaurants and accounts are neither doubles nor accounts", async () => {
    const name = "Only Theirs";
    await createRestaurant(owner, { scope: theirs.scope, name });
    const { login } = await createAccount(owner, { scope: theirs.scope });
    const { rows } = await preview(`name,account\n${name},\nNew,${login}`);
    expect(rows.map(({ state, double }) => [state, double])).toEqual([
      ["ready", null],
      ["problem", null],
    ]);
  });

  test("a file that cannot be read adds nothing and says why", async () => {
    await expect(doImport("address\n1 Example Street")).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { csv: expect.stringContaining("no column “name”") },
    });
  });
});

describe("notes of a restaurant", () => {
  test("stand newest first with who wrote them, and can be taken away; the audit log keeps who, not what", async () => {
    const { id } = await createRestaurant(owner, { scope: ours.scope });
    const add = (text: string) =>
      withScope(web, ours.scope, (tx) => addNote(tx, { by: BY_TEST, restaurantId: id, text }));
    const first = await add("Logo comes on Thursday");
    await add("Kitchen is busy after 11");
    const notes = async () => (await withScope(web, ours.scope, (tx) => readRestaurant(tx, id))).notes;
    expect((await notes()).map(({ text }) => text)).toEqual(["Kitchen is busy after 11", "Logo comes on Thursday"]);
    await withScope(web, ours.scope, (tx) => removeNote(tx, { by: BY_TEST, restaurantId: id, noteId: first.id }));
    expect(await notes()).toHaveLength(1);
    const audit = await owner
      .select()
      .from(tables.auditLog)
      .where(and(eq(tables.auditLog.targetId, id), eq(tables.auditLog.organisationId, ours.id)));
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["restaurant.add_note", "restaurant.remove_note"]),
    );
    expect(JSON.stringify(audit)).not.toContain("Thursday");
  });

  test("cannot be written or taken away by another organisation", async () => {
    const { id } = await createRestaurant(owner, { scope: theirs.scope });
    const note = await withScope(owner, theirs.scope, (tx) =>
      addNote(tx, { by: BY_TEST, restaurantId: id, text: "Ours" }),
    );
    const refused = { code: "NOT_FOUND" };
    await expect(
      withScope(web, ours.scope, (tx) => addNote(tx, { by: BY_TEST, restaurantId: id, text: "Hello" })),
    ).rejects.toMatchObject(refused);
    await expect(
      withScope(web, ours.scope, (tx) => removeNote(tx, { by: BY_TEST, restaurantId: id, noteId: note.id })),
    ).rejects.toMatchObject(refused);
  });
});

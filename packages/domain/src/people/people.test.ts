import { connect, type Database, disconnect, tables, withScope } from "@pumpd/db";
import type { Role } from "@pumpd/model";
import {
  BY_TEST,
  createOrganisation,
  createPerson as makePerson,
  type TestDatabase,
  type TestOrganisation,
  testDatabase,
} from "@pumpd/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMembership } from "./add-membership.ts";
import { createPerson } from "./create-person.ts";
import { listPeople } from "./list-people.ts";
import { readOrganisation } from "./read-organisation.ts";
import { readSession, type Session } from "./read-session.ts";
import { requireMembership } from "./require-membership.ts";
import { hashSignInPassword, verifySignInPassword } from "./sign-in-password.ts";

let database: TestDatabase;
let owner: Database;
let web: Database;
let ours: TestOrganisation;
let theirs: TestOrganisation;

beforeAll(async () => {
  database = await testDatabase();
  owner = connect(database.ownerUrl, { applicationName: "test", max: 2 });
  web = connect(database.webUrl, { applicationName: "test", max: 4 });
  [ours, theirs] = await Promise.all([
    createOrganisation(owner, { name: "South & Tide" }),
    createOrganisation(owner, { name: "Elsewhere" }),
  ]);
});
afterAll(async () => {
  await Promise.all([disconnect(owner), disconnect(web)]);
  await database.drop();
});

const sessionWith = (memberships: Session["memberships"], activeOrganisationId: string | null = null): Session => ({
  id: "01993f3e-0000-7000-8000-000000000001",
  person: {
    id: "01993f3e-0000-7000-8000-000000000002",
    name: "Tama",
    email: "t@people.example",
    isPlatformAdmin: false,
  },
  activeOrganisationId,
  memberships,
});
const member = (organisation: TestOrganisation, role: Role) => ({
  organisationId: organisation.id,
  name: organisation.name,
  role,
});

describe("the membership check", () => {
  test.each<[Role, Role, boolean]>([
    ["viewer", "viewer", true],
    ["viewer", "operator", false],
    ["viewer", "admin", false],
    ["operator", "viewer", true],
    ["operator", "operator", true],
    ["operator", "admin", false],
    ["admin", "viewer", true],
    ["admin", "operator", true],
    ["admin", "admin", true],
  ])("lets a %s do what needs a %s: %s", (actual, needed, isAllowed) => {
    const check = () => requireMembership(sessionWith([member(ours, actual)]), needed);
    if (isAllowed) expect(check()).toMatchObject({ scope: { organisationId: ours.id }, role: actual });
    else expect(check).toThrow(expect.objectContaining({ code: "FORBIDDEN" }));
  });

  test("takes the organisation on screen, and where the person may do most when there is none", () => {
    const both = [member(ours, "viewer"), member(theirs, "admin")];
    expect(requireMembership(sessionWith(both, ours.id), "viewer").organisation.id).toBe(ours.id);
    expect(requireMembership(sessionWith(both), "viewer").organisation.id).toBe(theirs.id);
    expect(requireMembership(sessionWith([member(ours, "viewer")], theirs.id), "viewer").organisation.id).toBe(ours.id);
  });

  test("says who can change it", () => {
    expect(() => requireMembership(sessionWith([member(ours, "viewer")]), "operator")).toThrow(
      "You may look but not change anything. An admin of South & Tide can change that.",
    );
    expect(() => requireMembership(sessionWith([]), "viewer")).toThrow(/no organisation/);
  });
});

describe("people", () => {
  test("of an organisation are listed without strangers; whoever has no access is marked", async () => {
    const organisation = await createOrganisation(owner);
    const [zoe, ana, gone] = await Promise.all(
      ["Zoë", "Āna", "Gone"].map((name) => makePerson(owner, { scope: organisation.scope, role: "viewer", name })),
    );
    await makePerson(owner, { scope: theirs.scope, role: "admin", name: "Stranger" });
    await owner
      .update(tables.users)
      .set({ disabledAt: new Date() })
      .where(eq(tables.users.id, gone?.id ?? ""));
    const people = await withScope(web, organisation.scope, listPeople);
    const seen = Object.fromEntries(people.map(({ id, hasAccess }) => [id, hasAccess]));
    expect(seen).toEqual({ [ana?.id ?? ""]: true, [zoe?.id ?? ""]: true, [gone?.id ?? ""]: false });
  });

  test("have one role per organisation, and a change of it is written down", async () => {
    const person = await makePerson(owner, { scope: ours.scope, role: "viewer" });
    await withScope(web, ours.scope, (tx) => addMembership(tx, { by: BY_TEST, userId: person.id, role: "operator" }));
    const roles = await owner.select().from(tables.memberships).where(eq(tables.memberships.userId, person.id));
    expect(roles.map(({ role }) => role)).toEqual(["operator"]);
    const lines = await owner.select().from(tables.auditLog).where(eq(tables.auditLog.targetId, person.id));
    expect(lines.map(({ data }) => data)).toEqual([{ role: "viewer" }, { role: "operator" }]);
  });

  test("have one account per e-mail address, whatever its case", async () => {
    await createPerson(owner, { name: "One", email: " Same@People.example" });
    await expect(createPerson(owner, { name: "Two", email: "same@people.example" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { email: expect.any(String) },
    });
    await expect(createPerson(owner, { name: "Three", email: "not an address" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });
});

describe("an organisation", () => {
  test("is read by its own people only; the wall shows nobody else's, however one asks", async () => {
    expect(await withScope(web, ours.scope, readOrganisation)).toMatchObject({ id: ours.id, name: "South & Tide" });
    const seen = await withScope(web, ours.scope, (tx) =>
      tx.select({ id: tables.organisations.id }).from(tables.organisations),
    );
    expect(seen).toEqual([{ id: ours.id }]);
    const outside = await web.select({ id: tables.organisations.id }).from(tables.organisations);
    expect(outside).toEqual([]);
  });
});

describe("a session token that nobody has", () => {
  test("is nobody's session", async () => {
    expect(await readSession(web, "no such token")).toBeUndefined();
  });
});

describe("a sign-in password", () => {
  test("verifies, whichever way its letters are composed, and nothing else does", async () => {
    const hash = await hashSignInPassword("pōhutukawa é", { N: 2, r: 8, p: 1 });
    expect(await verifySignInPassword(hash, "pōhutukawa é".normalize("NFD"))).toBe(true);
    expect(await verifySignInPassword(hash, "pohutukawa e")).toBe(false);
    for (const broken of ["", "plain", "scrypt$2$8$1$$", hash.replace("scrypt", "md5")])
      expect(await verifySignInPassword(broken, "pōhutukawa é")).toBe(false);
  });

  test("is hashed at a cost that is worth something, with a salt of its own", async () => {
    const [one, other] = await Promise.all([hashSignInPassword("same"), hashSignInPassword("same")]);
    expect(one).toMatch(/^scrypt\$32768\$8\$3\$/);
    expect(one).not.toBe(other);
  });
});

import { connect, type Database, disconnect, tables, withScope } from "@pumpd/db";
import type { Role } from "@pumpd/model";
import {
  BY_TEST,
  createOrganisation,
  createPerson,
  type TestDatabase,
  type TestOrganisation,
  testDatabase,
} from "@pumpd/testing";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { acceptInvitation, readInvitation } from "./accept-invitation.ts";
import { setAccess, setRole, signOutPerson } from "./change-member.ts";
import { invitePerson, offerNewPassword } from "./invite-person.ts";
import { judgeSignInPassword } from "./judge-sign-in-password.ts";
import { listInvitations, listPeople } from "./list-people.ts";
import { readSession } from "./read-session.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import { verifySignInPassword } from "./sign-in-password.ts";

let database: TestDatabase;
let owner: Database;
let web: Database;
let ours: TestOrganisation;
let theirs: TestOrganisation;
let n = 0;
const PASSWORD = "hollow brisk tangerine orbit";

beforeAll(async () => {
  database = await testDatabase();
  owner = connect(database.ownerUrl, { applicationName: "test", max: 2 });
  web = connect(database.webUrl, { applicationName: "test", max: 4 });
});
beforeEach(async () => {
  [ours, theirs] = await Promise.all([createOrganisation(owner), createOrganisation(owner)]);
});
afterAll(async () => {
  await Promise.all([disconnect(owner), disconnect(web)]);
  await database.drop();
});

const inOurs = <T>(work: Parameters<typeof withScope<T>>[2]) => withScope(web, ours.scope, work);
const inTheirs = <T>(work: Parameters<typeof withScope<T>>[2]) => withScope(web, theirs.scope, work);
const newEmail = () => `invited-${++n}@people.example`;
const invite = (email: string, role: Role = "operator") =>
  inOurs((tx) => invitePerson(tx, { by: BY_TEST, email, role }));
const accept = (token: string, more: object = { name: "Mere", password: PASSWORD }) =>
  acceptInvitation(web, { token, session: undefined, ...more });

async function signedIn(userId: string): Promise<string> {
  const token = `token-of-${userId}-${++n}`;
  await owner.insert(tables.sessions).values({ userId, token, expiresAt: sql`now() + interval '1 hour'` });
  return token;
}

describe("an invitation", () => {
  test("lets one new person in, once, with the role it names", async () => {
    const email = newEmail();
    const { token } = await invite(email.toUpperCase());
    expect(await readInvitation(web, token)).toEqual({ organisation: ours.name, email, role: "operator", asks: "new" });
    const entered = await Promise.allSettled([accept(token), accept(token)]);
    expect(entered.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const people = await inOurs(listPeople);
    expect(people).toMatchObject([{ name: "Mere", email, role: "operator", hasAccess: true, lastSeenAt: null }]);
    const [account] = await owner
      .select()
      .from(tables.accounts)
      .where(eq(tables.accounts.userId, people[0]?.id ?? ""));
    expect(await verifySignInPassword(account?.password ?? "", PASSWORD)).toBe(true);
    await expect(readInvitation(web, token)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await inOurs(listInvitations)).toEqual([]);
  });

  test("keeps no token: only a hash", async () => {
    const { id, token } = await invite(newEmail());
    const [row] = await owner.select().from(tables.invitations).where(eq(tables.invitations.id, id));
    expect(JSON.stringify(row)).not.toContain(token);
  });

  test.each([
    ["revoked", (id: string) => inOurs((tx) => revokeInvitation(tx, { by: BY_TEST, id }))],
    [
      "run out",
      (id: string) =>
        owner
          .update(tables.invitations)
          .set({ expiresAt: new Date(0) })
          .where(eq(tables.invitations.id, id)),
    ],
    [
      "of an archived organisation",
      () =>
        owner.update(tables.organisations).set({ archivedAt: new Date() }).where(eq(tables.organisations.id, ours.id)),
    ],
  ])("that is %s leads nowhere, like one that never was", async (_, end) => {
    const { id, token } = await invite(newEmail());
    await end(id);
    const refusals = await Promise.all(
      [token, "x".repeat(43)].map((one) => accept(one).catch(({ code, message }) => ({ code, message }))),
    );
    expect(refusals[0]).toEqual(refusals[1]);
    expect(refusals[0]).toMatchObject({ code: "NOT_FOUND" });
  });

  test("ends when the same person is invited again", async () => {
    const email = newEmail();
    const first = await invite(email);
    await invite(email, "viewer");
    await expect(accept(first.token)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await inOurs(listInvitations)).toMatchObject([{ email, role: "viewer", invitedBy: "Test" }]);
  });

  test("of somebody who has a sign-in elsewhere counts only for them, signed in", async () => {
    const person = await createPerson(owner, { scope: theirs.scope, role: "viewer" });
    const stranger = await createPerson(owner, { scope: theirs.scope, role: "admin" });
    const { token } = await invite(person.email, "admin");
    expect((await readInvitation(web, token)).asks).toBe("sign_in");
    await expect(accept(token)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const strangers = await readSession(web, await signedIn(stranger.id));
    await expect(accept(token, { session: strangers })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await accept(token, { session: await readSession(web, await signedIn(person.id)) });
    expect(await inOurs(listPeople)).toMatchObject([{ id: person.id, role: "admin" }]);
    expect(await inTheirs(listPeople)).toHaveLength(2);
  });

  test("is refused for somebody who is in already", async () => {
    const { email } = await createPerson(owner, { scope: ours.scope, role: "viewer" });
    await expect(invite(email)).rejects.toMatchObject({ fields: { email: "This person is in already." } });
    await expect(invite("nobody")).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });
});

describe("a link for a new password", () => {
  test("sets it and signs the person out everywhere", async () => {
    const person = await createPerson(owner, { scope: ours.scope, role: "viewer" });
    const session = await signedIn(person.id);
    const { token } = await inOurs((tx) => offerNewPassword(tx, { by: BY_TEST, userId: person.id }));
    expect((await readInvitation(web, token)).asks).toBe("password");
    await expect(accept(token, { password: "short" })).rejects.toMatchObject({
      fields: { password: expect.any(String) },
    });
    await accept(token, { password: PASSWORD });
    expect(await readSession(web, session)).toBeUndefined();
    const [account] = await owner.select().from(tables.accounts).where(eq(tables.accounts.userId, person.id));
    expect(await verifySignInPassword(account?.password ?? "", PASSWORD)).toBe(true);
  });

  test("is no way into another organisation of theirs", async () => {
    const person = await createPerson(owner, { scope: ours.scope, role: "viewer" });
    await owner.insert(tables.memberships).values({ userId: person.id, organisationId: theirs.id, role: "admin" });
    const { token } = await inOurs((tx) => offerNewPassword(tx, { by: BY_TEST, userId: person.id }));
    await expect(accept(token, { password: PASSWORD })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const stranger = await createPerson(owner, { scope: theirs.scope, role: "viewer" });
    await expect(inOurs((tx) => offerNewPassword(tx, { by: BY_TEST, userId: stranger.id }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("access that is taken away", () => {
  test("is gone with the next request, and comes back when it is given again", async () => {
    const admin = await createPerson(owner, { scope: ours.scope, role: "admin" });
    const person = await createPerson(owner, { scope: ours.scope, role: "operator" });
    const token = await signedIn(person.id);
    expect((await readSession(web, token))?.memberships).toHaveLength(1);
    const change = (access: "given" | "taken") =>
      inOurs((tx) => setAccess(tx, { by: admin.by, userId: person.id, access }));
    await change("taken");
    expect(await readSession(web, token)).toBeUndefined();
    expect(await inOurs(listPeople)).toContainEqual(expect.objectContaining({ id: person.id, hasAccess: false }));
    await change("given");
    expect((await readSession(web, await signedIn(person.id)))?.memberships).toHaveLength(1);
  });

  test("in one organisation leaves the others as they are", async () => {
    const person = await createPerson(owner, { scope: ours.scope, role: "operator" });
    await owner.insert(tables.memberships).values({ userId: person.id, organisationId: theirs.id, role: "viewer" });
    const token = await signedIn(person.id);
    await inOurs((tx) => setAccess(tx, { by: BY_TEST, userId: person.id, access: "taken" }));
    expect((await readSession(web, token))?.memberships).toMatchObject([{ organisationId: theirs.id }]);
  });

  test("and a sign-out by an admin end every session of that person and nobody else's", async () => {
    const person = await createPerson(owner, { scope: ours.scope, role: "viewer" });
    const other = await createPerson(owner, { scope: ours.scope, role: "viewer" });
    const tokens = await Promise.all([signedIn(person.id), signedIn(person.id), signedIn(other.id)]);
    await inOurs((tx) => signOutPerson(tx, { by: BY_TEST, userId: person.id }));
    const left = await Promise.all(tokens.map((token) => readSession(web, token)));
    expect(left.map((session) => session?.person.id)).toEqual([undefined, undefined, other.id]);
  });
});

describe("the last admin", () => {
  test("stays one, also when two admins turn on each other at the same moment", async () => {
    const [one, two] = await Promise.all([
      createPerson(owner, { scope: ours.scope, role: "admin" }),
      createPerson(owner, { scope: ours.scope, role: "admin" }),
    ]);
    const changes = await Promise.allSettled([
      inOurs((tx) => setRole(tx, { by: one.by, userId: two.id, role: "viewer" })),
      inOurs((tx) => setAccess(tx, { by: two.by, userId: one.id, access: "taken" })),
    ]);
    expect(changes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const people = await inOurs(listPeople);
    expect(people.filter(({ role, hasAccess }) => role === "admin" && hasAccess)).toHaveLength(1);
  });

  test("of another organisation is as if they had never existed", async () => {
    const stranger = await createPerson(owner, { scope: theirs.scope, role: "admin" });
    for (const change of [
      () => inOurs((tx) => setRole(tx, { by: BY_TEST, userId: stranger.id, role: "viewer" })),
      () => inOurs((tx) => setAccess(tx, { by: BY_TEST, userId: stranger.id, access: "taken" })),
      () => inOurs((tx) => signOutPerson(tx, { by: BY_TEST, userId: stranger.id })),
    ])
      await expect(change()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a password", () => {
  const judge = (password: string) =>
    judgeSignInPassword(password, { name: "Mere Tautahi", email: "mere.tautahi@kitchens.example" });

  test.each([
    "short",
    "password1234",
    "123456789012",
    "qwertyuiopasdf",
    "aaaaaaaaaaaa",
    "pumpdpumpdpumpd",
    "Onboarding2026!",
    "mere.tautahi",
    "Tautahi12345",
    "x".repeat(257),
  ])("%s is refused", (password) => {
    expect(() => judge(password)).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
  });

  test.each([PASSWORD, "Kb7-vq2m-Zr9x-41", "ko te kākā me te tūī ✓"])("%s is taken", (password) => {
    expect(() => judge(password)).not.toThrow();
  });
});

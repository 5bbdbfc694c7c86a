import { connect, disconnect, tables } from "@pumpd/db";
import { acceptInvitation, readInvitation } from "@pumpd/domain/people";
import { testDatabase } from "@pumpd/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inviteFirstAdmin } from "./invite-first-admin.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let owner: ReturnType<typeof connect>;
let web: ReturnType<typeof connect>;

beforeAll(async () => {
  database = await testDatabase();
  owner = connect(database.ownerUrl, { applicationName: "test", max: 2 });
  web = connect(database.webUrl, { applicationName: "test", max: 2 });
});
afterAll(async () => {
  await Promise.all([disconnect(owner), disconnect(web)]);
  await database.drop();
});

test("a new database has nobody in it, and one link makes its first admin, once", async () => {
  expect(await owner.select().from(tables.users)).toEqual([]);
  const first = {
    email: "ana@kitchens.example",
    organisation: "South & Tide",
    portalUrl: "https://admin.pumpd.example/",
  };
  const lost = await inviteFirstAdmin(owner, first);
  const token = await inviteFirstAdmin(owner, first);
  await expect(readInvitation(web, lost)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await readInvitation(web, token)).toMatchObject({ organisation: "South & Tide", role: "admin", asks: "new" });
  await acceptInvitation(web, { token, name: "Ana", password: "hollow brisk tangerine orbit", session: undefined });
  expect(await owner.select().from(tables.organisations)).toMatchObject([{ adminUrl: "https://admin.pumpd.example" }]);
  await expect(inviteFirstAdmin(owner, { ...first, email: "mallory@elsewhere.example" })).rejects.toThrow(
    "has an admin already",
  );
});

test("an organisation is not made without a portal to work at", async () => {
  const asked = { email: "ana@kitchens.example", organisation: "Nowhere", portalUrl: undefined };
  await expect(inviteFirstAdmin(owner, asked)).rejects.toThrow("PORTAL_URL");
  expect((await owner.select().from(tables.organisations)).map(({ name }) => name)).not.toContain("Nowhere");
});

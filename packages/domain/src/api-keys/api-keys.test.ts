import { randomUUID } from "node:crypto";
import { connect, type Database, disconnect, tables, withScope } from "@pumpd/db";
import { createOrganisation, type TestDatabase, type TestOrganisation, testDatabase } from "@pumpd/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authenticateKey } from "./authenticate-key.ts";
import { createApiKey } from "./create-api-key.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { revokeApiKey } from "./revoke-api-key.ts";

let database: TestDatabase;
let owner: Database;
let web: Database;
let ours: TestOrganisation;
let theirs: TestOrganisation;
const by = { kind: "person", id: randomUUID(), name: "Rāwiri" } as const;

beforeAll(async () => {
  database = await testDatabase();
  owner = connect(database.ownerUrl, { applicationName: "test", max: 2 });
  web = connect(database.webUrl, { applicationName: "test", max: 4 });
  [ours, theirs] = await Promise.all([createOrganisation(owner), createOrganisation(owner)]);
});
afterAll(async () => {
  await Promise.all([disconnect(owner), disconnect(web)]);
  await database.drop();
});

const make = (scope = ours.scope) => withScope(web, scope, (tx) => createApiKey(tx, { by, name: "Till" }));

describe("an API key", () => {
  test("is shown once, kept as a hash, and makes the scope of its organisation", async () => {
    const { id, key } = await make();
    expect(key).toMatch(/^pk_[\w-]{43}$/);
    const [row] = await owner.select().from(tables.apiKeys).where(eq(tables.apiKeys.id, id));
    expect(JSON.stringify(row)).not.toContain(key.slice(11));
    const holder = await authenticateKey(web, key);
    expect(holder).toEqual({
      scope: ours.scope,
      by: { kind: "api_key", id, name: "Till" },
      keyScopes: ["jobs:read", "jobs:run"],
    });
    const [listed] = await withScope(web, ours.scope, listApiKeys);
    expect(listed).toEqual({
      id,
      name: "Till",
      prefix: key.slice(0, 11),
      scopes: ["jobs:read", "jobs:run"],
      createdAt: expect.any(String),
      lastUsedAt: expect.any(String),
      expiresAt: null,
    });
  });

  test("counts no more from the moment it is revoked or its organisation archived", async () => {
    const { id, key } = await make();
    await withScope(web, ours.scope, (tx) => revokeApiKey(tx, { by, id }));
    expect(await authenticateKey(web, key)).toBeUndefined();
    expect((await withScope(web, ours.scope, listApiKeys)).some((row) => row.id === id)).toBe(false);
    const gone = await createOrganisation(owner);
    const other = await make(gone.scope);
    await owner
      .update(tables.organisations)
      .set({ archivedAt: new Date() })
      .where(eq(tables.organisations.id, gone.id));
    expect(await authenticateKey(web, other.key)).toBeUndefined();
  });

  test("of another organisation is neither listed nor revoked, as if it had never existed", async () => {
    const { id, key } = await make();
    const revoke = (wanted: string) =>
      withScope(web, theirs.scope, (tx) => revokeApiKey(tx, { by, id: wanted })).catch(({ code, message }) => ({
        code,
        message,
      }));
    expect(await revoke(id)).toEqual(await revoke("01993f3e-0000-7000-8000-00000000dead"));
    expect(await revoke(id)).toMatchObject({ code: "NOT_FOUND" });
    expect(await withScope(web, theirs.scope, listApiKeys)).toEqual([]);
    expect(await authenticateKey(web, key)).toBeDefined();
  });

  test("that is no key of ours costs no question to the database", async () => {
    const away = connect("postgres://nobody@127.0.0.1:9/none", { applicationName: "away", max: 1 });
    for (const text of ["", "pk_", "pk_short", `pk_${"é".repeat(43)}`, "x".repeat(100_000)])
      expect(await authenticateKey(away, text)).toBeUndefined();
    await disconnect(away);
  });
});

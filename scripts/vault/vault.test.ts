import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Database, disconnect, tables, withScope } from "@pumpd/db";
import { createAccount, setPassword } from "@pumpd/domain/accounts";
import { NO_PRIVATE_HOSTS } from "@pumpd/domain/outgoing";
import { readSealingKey } from "@pumpd/domain/vault";
import { ensureDevelopmentKeys, type KeyPaths } from "@pumpd/domain/vault/keys";
import { openSealed } from "@pumpd/domain/vault/open";
import { addKey, resealAll, retireKeys, SEALED_COLUMNS } from "@pumpd/domain/vault/rotate";
import { createWebhook } from "@pumpd/domain/webhooks";
import { BY_TEST, createOrganisation, type TestDatabase, type TestOrganisation, testDatabase } from "@pumpd/testing";
import { eq, ne, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { repository } from "../repository.ts";

const ACCOUNTS = 150;
let database: TestDatabase;
let owner: Database;
let organisation: TestOrganisation;
let dir: string;
let keys: KeyPaths;

beforeEach(async () => {
  database = await testDatabase();
  owner = connect(database.ownerUrl, { applicationName: "test", max: 6 });
  organisation = await createOrganisation(owner);
  dir = mkdtempSync(join(tmpdir(), "pumpd-rotation-"));
  keys = await ensureDevelopmentKeys(dir);
});
afterEach(async () => {
  await disconnect(owner);
  await database.drop();
  rmSync(dir, { recursive: true, force: true });
});

const passwordOf = (n: number) => `portal password ${n}`;

async function fill(count: number): Promise<string[]> {
  const sealingKey = await readSealingKey(keys.publicKeyFile);
  return withScope(owner, organisation.scope, async (tx) => {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const login = `portal-${n}@accounts.example`;
      ids.push((await createAccount(tx, { by: BY_TEST, sealingKey, login, password: passwordOf(n) })).id);
    }
    return ids;
  });
}

/** As the worker does it: the row first, then the key that it names. */
async function open(accountId: string): Promise<string> {
  const { portalAccounts } = tables;
  const [row] = await owner.select().from(portalAccounts).where(eq(portalAccounts.id, accountId));
  if (!row?.sealedPassword || !row.keyId) throw new Error("no password");
  const aad = { organisationId: organisation.id, accountId, version: row.version };
  return openSealed({ privateKeysDir: keys.privateKeysDir, keyId: row.keyId, aad, sealed: row.sealedPassword });
}

function runCommand(what: string): ChildProcess {
  const { NODE_ENV: _, ...env } = process.env;
  return spawn(process.execPath, [join(repository, "scripts/vault.ts"), what], {
    env: {
      ...env,
      APP_ENV: "test",
      DATABASE_URL: database.ownerUrl,
      SEALING_KEY_FILE: keys.publicKeyFile,
      PRIVATE_KEYS_DIR: keys.privateKeysDir,
    },
    stdio: "ignore",
  });
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once("exit", resolve));

async function countOn(keyId: string): Promise<number> {
  const [row] = await owner.execute<{ n: number }>(
    sql`select count(*)::int as n from portal_accounts where key_id = ${keyId}`,
  );
  return row?.n ?? 0;
}

test("a rotation under load, killed in the middle and run again, fails no single opening", async () => {
  const ids = await fill(ACCOUNTS);
  const before = keys.keyId;
  let isOver = false;
  const opened = { count: 0, wrong: 0 };
  const openAll = async () => {
    while (!isOver) {
      for (const [n, id] of ids.entries()) {
        const password = await open(id).catch(() => "did not open");
        opened.count += 1;
        if (password !== passwordOf(n)) opened.wrong += 1;
      }
    }
  };
  // Somebody saves the same password anew all the time, with whatever key stands there at that moment.
  const saveSome = async () => {
    for (let n = 0; !isOver; n = (n + 7) % ACCOUNTS) {
      const sealingKey = await readSealingKey(keys.publicKeyFile);
      await withScope(owner, organisation.scope, (tx) =>
        setPassword(tx, { by: BY_TEST, sealingKey, id: ids[n] ?? "", password: passwordOf(n) }),
      );
    }
  };
  const load = [openAll(), openAll(), saveSome()];
  try {
    const first = runCommand("rotate");
    while ((await countOn(before)) > ACCOUNTS - 20) await open(ids[0] ?? "");
    first.kill("SIGKILL");
    await ended(first);
    expect(await ended(runCommand("reseal"))).toBe(0);
  } finally {
    isOver = true;
  }
  await Promise.all(load);
  expect(await countOn(before)).toBe(0);
  expect(opened.count).toBeGreaterThan(ACCOUNTS);
  expect(opened.wrong).toBe(0);
}, 120_000);

test("a rotation takes the webhooks along, leaves what opens with no key, and says which", async () => {
  const [good = "", bad = ""] = await fill(2);
  const sealingKey = await readSealingKey(keys.publicKeyFile);
  const { id: webhookId, secret } = await withScope(owner, organisation.scope, (tx) =>
    createWebhook(tx, {
      by: { ...BY_TEST, id: organisation.id },
      sealingKey,
      privateHosts: NO_PRIVATE_HOSTS,
      url: "https://hooks.example/in",
      events: ["job.completed"],
    }),
  );
  const moved = await owner.select().from(tables.portalAccounts).where(eq(tables.portalAccounts.id, good));
  await owner
    .update(tables.portalAccounts)
    .set({ sealedPassword: moved[0]?.sealedPassword })
    .where(eq(tables.portalAccounts.id, bad));
  const { keyId } = await addKey(keys);
  expect(await resealAll(owner, keys)).toEqual({ resealed: 2, broken: [bad] });
  const [webhook] = await owner.select().from(tables.webhooks).where(eq(tables.webhooks.keyId, keyId));
  const aad = { organisationId: organisation.id, webhookId };
  const sealed = webhook?.sealedSecret ?? new Uint8Array();
  expect(await openSealed({ privateKeysDir: keys.privateKeysDir, keyId, aad, sealed })).toBe(secret);
  expect(await open(good)).toBe(passwordOf(0));
});

test("an old key is deleted when nothing is sealed to it, and not before the new one has some age", async () => {
  const [id = ""] = await fill(1);
  const before = keys.keyId;
  const { keyId } = await addKey(keys);
  await expect(retireKeys(owner, keys)).rejects.toThrow("younger than 10 minutes");
  expect(await retireKeys(owner, keys, 0)).toEqual({ gone: [], inUse: [before] });
  await resealAll(owner, keys);
  expect(await retireKeys(owner, keys, 0)).toEqual({ gone: [before], inUse: [] });
  expect(readdirSync(keys.privateKeysDir)).toEqual([`${keyId}.json`]);
  expect(await open(id)).toBe(passwordOf(0));
  expect((await ensureDevelopmentKeys(dir)).keyId).toBe(keyId);
  expect(existsSync(keys.publicKeyFile)).toBe(true);
  expect(await owner.select().from(tables.portalAccounts).where(ne(tables.portalAccounts.keyId, keyId))).toEqual([]);
});

test("a rotation knows every column that holds a seal", async () => {
  const rows = await owner.execute<{ name: string }>(sql`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and column_name like 'sealed%'`);
  expect(rows.map(({ name }) => name).sort()).toEqual(SEALED_COLUMNS.toSorted());
});

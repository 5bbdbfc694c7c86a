import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ensureDevelopmentKeys } from "./ensure-development-keys.ts";
import { openSealed, SealBroken } from "./open-sealed.ts";
import { readSealingKey } from "./read-sealing-key.ts";
import { sealSecret } from "./seal-secret.ts";

const dir = mkdtempSync(join(tmpdir(), "pumpd-vault-"));
const aad = {
  organisationId: "01993f3e-0000-7000-8000-000000000001",
  accountId: "01993f3e-0000-7000-8000-0000000000aa",
  version: 3,
};
const PASSWORD = "Tūī & Co – “pōhutukawa” \0 ünseen 🥝";

afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function sealOne() {
  const keys = await ensureDevelopmentKeys(dir);
  const sealed = await sealSecret({ ...(await readSealingKey(keys.publicKeyFile)), aad }, PASSWORD);
  return { privateKeysDir: keys.privateKeysDir, keyId: keys.keyId, aad, sealed };
}

describe("a sealed portal password", () => {
  test("opens for the row it was sealed for, byte for byte", async () => {
    expect(await openSealed(await sealOne())).toBe(PASSWORD);
  });

  test("never looks the same twice and does not contain the password", async () => {
    const [one, other] = await Promise.all([sealOne(), sealOne()]);
    expect(Buffer.from(one.sealed).equals(Buffer.from(other.sealed))).toBe(false);
    expect(Buffer.from(one.sealed).includes("pōhutukawa")).toBe(false);
  });

  test("is refused when any one byte has changed", async () => {
    const one = await sealOne();
    for (const index of one.sealed.keys()) {
      const sealed = new Uint8Array(one.sealed);
      sealed[index] = (sealed[index] ?? 0) ^ 1;
      await expect(openSealed({ ...one, sealed }), `byte ${index}`).rejects.toThrow(SealBroken);
    }
    for (const length of [0, 1, 32, 33, one.sealed.length - 1])
      await expect(openSealed({ ...one, sealed: one.sealed.slice(0, length) })).rejects.toThrow(SealBroken);
  });

  test("is refused in another account, another organisation and another version", async () => {
    const one = await sealOne();
    const moved = [
      { ...aad, accountId: "01993f3e-0000-7000-8000-0000000000ab" },
      { ...aad, organisationId: "01993f3e-0000-7000-8000-000000000002" },
      { ...aad, version: 2 },
      { ...aad, version: 4 },
    ];
    for (const other of moved) await expect(openSealed({ ...one, aad: other })).rejects.toThrow(SealBroken);
  });

  test("is refused under another key, an unknown key and a key id that is a path", async () => {
    const one = await sealOne();
    const elsewhere = await ensureDevelopmentKeys(join(dir, "elsewhere"));
    const strangers = [
      { ...one, privateKeysDir: elsewhere.privateKeysDir, keyId: elsewhere.keyId },
      { ...one, keyId: "dev-unknown" },
      { ...one, keyId: `../private/${one.keyId}` },
    ];
    for (const other of strangers) await expect(openSealed(other)).rejects.toThrow(SealBroken);
  });
});

describe("development keys", () => {
  test("are made once and then found again", async () => {
    const first = await ensureDevelopmentKeys(dir);
    expect(await ensureDevelopmentKeys(dir)).toEqual(first);
  });

  test("keep the private half to their owner and out of the public file", async () => {
    const keys = await ensureDevelopmentKeys(dir);
    expect(statSync(join(keys.privateKeysDir, `${keys.keyId}.json`)).mode & 0o777).toBe(0o600);
    expect(statSync(keys.privateKeysDir).mode & 0o777).toBe(0o700);
    expect(readFileSync(keys.publicKeyFile, "utf8")).not.toContain('"d"');
  });

  test("refuse to start web without a public key, with a sentence", async () => {
    await expect(readSealingKey(join(dir, "nowhere.json"))).rejects.toThrow(/not readable at/);
  });
});

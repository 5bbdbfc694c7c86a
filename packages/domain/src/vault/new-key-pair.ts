import { randomBytes } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { suite } from "./suite.ts";

/**
 * Makes a key pair. The private half comes first, readable by its owner only: whoever sees the public file finds what opens
 * its seals. Both files appear whole or not at all.
 * @param publicKeyFile where web looks; what was there is replaced
 */
export async function newKeyPair(
  name: string,
  { publicKeyFile, privateKeysDir }: { publicKeyFile: (keyId: string) => string; privateKeysDir: string },
): Promise<string> {
  const keyId = `${name}-${Date.now().toString(36)}-${randomBytes(3).toString("hex")}`;
  const pair = await suite.kem.generateKeyPair();
  const { x, d } = await crypto.subtle.exportKey("jwk", pair.privateKey);
  const key = { kty: "OKP", crv: "X25519", x };
  await writeWhole(privateKeyFile(privateKeysDir, keyId), { keyId, privateKey: { ...key, d } }, 0o600);
  await writeWhole(publicKeyFile(keyId), { keyId, publicKey: key }, 0o644);
  return keyId;
}

export function privateKeyFile(privateKeysDir: string, keyId: string): string {
  return join(privateKeysDir, `${keyId}.json`);
}

async function writeWhole(file: string, content: unknown, mode: number): Promise<void> {
  const half = `${file}.${process.pid}.half`;
  await writeFile(half, `${JSON.stringify(content)}\n`, { mode, flag: "wx" });
  await rename(half, file);
}

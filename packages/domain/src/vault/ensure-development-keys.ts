import { randomBytes } from "node:crypto";
import { chmod, mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { suite } from "./suite.ts";

export type KeyPaths = {
  keyId: string;
  /** the one file web is given */
  publicKeyFile: string;
  /** the directory only the worker is given */
  privateKeysDir: string;
};

/**
 * Makes one key pair below `dir` unless there is one, and says where it is: `public/<keyId>.json` and
 * `private/<keyId>.json`, the private one readable by its owner only. For a developer's machine and the demo;
 * production brings its own keys.
 */
export async function ensureDevelopmentKeys(dir: string): Promise<KeyPaths> {
  const publicDir = join(dir, "public");
  const privateKeysDir = join(dir, "private");
  await mkdir(publicDir, { recursive: true });
  await mkdir(privateKeysDir, { recursive: true, mode: 0o700 });
  await chmod(privateKeysDir, 0o700);
  const keyId = (await newestKeyId(publicDir)) ?? (await createKeys(publicDir, privateKeysDir));
  return { keyId, publicKeyFile: join(publicDir, `${keyId}.json`), privateKeysDir };
}

async function newestKeyId(publicDir: string): Promise<string | undefined> {
  const names = (await readdir(publicDir)).filter((name) => name.endsWith(".json")).sort();
  const newest = names.at(-1);
  return newest === undefined ? undefined : basename(newest, ".json");
}

async function createKeys(publicDir: string, privateKeysDir: string): Promise<string> {
  const keyId = `dev-${Date.now().toString(36)}-${randomBytes(3).toString("hex")}`;
  const pair = await suite.kem.generateKeyPair();
  const { x, d } = await crypto.subtle.exportKey("jwk", pair.privateKey);
  const key = { kty: "OKP", crv: "X25519", x };
  await writeWhole(join(privateKeysDir, `${keyId}.json`), { keyId, privateKey: { ...key, d } }, 0o600);
  // The public file comes last: whoever sees it finds its private half.
  await writeWhole(join(publicDir, `${keyId}.json`), { keyId, publicKey: key }, 0o644);
  return keyId;
}

async function writeWhole(file: string, content: unknown, mode: number): Promise<void> {
  const half = `${file}.${process.pid}.half`;
  await writeFile(half, `${JSON.stringify(content)}\n`, { mode, flag: "wx" });
  await rename(half, file);
}

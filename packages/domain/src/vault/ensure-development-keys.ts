import { chmod, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { DEVELOPMENT_KEY } from "./key-files.ts";
import { newKeyPair } from "./new-key-pair.ts";
import { readSealingKey } from "./read-sealing-key.ts";

export type KeyPaths = {
  keyId: string;
  /** the one file web is given */
  publicKeyFile: string;
  /** the directory only the worker is given */
  privateKeysDir: string;
};

/**
 * Makes one key pair below `dir` unless there is one, and says where it is: a file in `public/` and one in `private/`, the
 * private one readable by its owner only. For a developer's machine and the demo; production brings its own keys.
 */
export async function ensureDevelopmentKeys(dir: string): Promise<KeyPaths> {
  const publicDir = join(dir, "public");
  const privateKeysDir = join(dir, "private");
  await mkdir(publicDir, { recursive: true });
  await mkdir(privateKeysDir, { recursive: true, mode: 0o700 });
  await chmod(privateKeysDir, 0o700);
  const publicFile = (keyId: string) => join(publicDir, `${keyId}.json`);
  const known = await newestFile(publicDir);
  // After a rotation the file has another key than the one it was named for.
  if (known) return { keyId: (await readSealingKey(known)).keyId, publicKeyFile: known, privateKeysDir };
  const keyId = await newKeyPair(DEVELOPMENT_KEY, { publicKeyFile: publicFile, privateKeysDir });
  return { keyId, publicKeyFile: publicFile(keyId), privateKeysDir };
}

async function newestFile(publicDir: string): Promise<string | undefined> {
  const newest = (await readdir(publicDir))
    .filter((name) => name.endsWith(".json"))
    .sort()
    .at(-1);
  return newest && join(publicDir, newest);
}

/** Worker only. Nothing that web or api imports may reach this file; a bundle check looks. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isKeyId, privateKeySchema } from "./key-files.ts";
import { INFO, type SealedFor, SHARE_LENGTH, sealedForBytes, suite } from "./suite.ts";

export type Sealed = {
  /** directory with one `<keyId>.json` per key still in use */
  privateKeysDir: string;
  keyId: string;
  aad: SealedFor;
  sealed: Uint8Array;
};

/** A secret did not open: wrong key, wrong row, old version or changed bytes. The message never says which. */
export class SealBroken extends Error {
  constructor(options?: { cause?: unknown }) {
    super("the sealed secret does not open", options);
    this.name = "SealBroken";
  }
}

/** Opens one account's password for one attempt, or one webhook's secret for one delivery. Do not keep it longer. Throws `SealBroken`. */
export async function openSealed({ privateKeysDir, keyId, aad, sealed }: Sealed): Promise<string> {
  if (!isKeyId(keyId) || sealed.length <= SHARE_LENGTH) throw new SealBroken();
  const recipientKey = await readPrivateKey(join(privateKeysDir, `${keyId}.json`));
  const plain = await open({ recipientKey, sealed, aad: sealedForBytes(aad, keyId) });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(plain);
  } finally {
    plain.fill(0);
  }
}

async function readPrivateKey(file: string): Promise<CryptoKey> {
  try {
    const { privateKey } = privateKeySchema.parse(JSON.parse(await readFile(file, "utf8")));
    return await suite.kem.importKey("jwk", privateKey, false);
  } catch {
    // The cause may quote the file, so it is not passed on.
    throw new SealBroken();
  }
}

type Opening = { recipientKey: CryptoKey; sealed: Uint8Array; aad: Uint8Array };

async function open({ recipientKey, sealed, aad }: Opening): Promise<Uint8Array> {
  try {
    const enc = new Uint8Array(sealed.slice(0, SHARE_LENGTH)).buffer;
    const ciphertext = new Uint8Array(sealed.slice(SHARE_LENGTH)).buffer;
    const info = new Uint8Array(INFO).buffer;
    return new Uint8Array(await suite.open({ recipientKey, enc, info }, ciphertext, new Uint8Array(aad).buffer));
  } catch (cause) {
    throw new SealBroken({ cause });
  }
}

import type { SealingKey } from "./key-files.ts";
import { INFO, type SealedFor, sealedForBytes, suite } from "./suite.ts";

export type SealTo = SealingKey & { aad: SealedFor };

/** Seals a portal password or a webhook's secret to the worker's key. Whoever seals cannot open. Answer: sender's share, then ciphertext and tag. */
export async function sealSecret({ publicKey, keyId, aad }: SealTo, secret: string): Promise<Uint8Array> {
  const recipientPublicKey = await suite.kem.importKey("jwk", publicKey, true);
  const plain = new TextEncoder().encode(secret);
  const { enc, ct } = await suite.seal(
    { recipientPublicKey, info: toBuffer(INFO) },
    toBuffer(plain),
    toBuffer(sealedForBytes(aad, keyId)),
  );
  plain.fill(0);
  return new Uint8Array(Buffer.concat([Buffer.from(enc), Buffer.from(ct)]));
}

function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

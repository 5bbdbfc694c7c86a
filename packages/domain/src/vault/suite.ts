import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";

export const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/** Length of the sender's share in front of the sealed bytes (RFC 9180, table 2). */
export const SHARE_LENGTH = 32;
/** Separates these seals from any other use of the same key. */
export const INFO = new TextEncoder().encode("pumpd portal password 1");

/** What a sealed password belongs to. Moved to another row, it does not open. */
export type SealedFor = { organisationId: string; accountId: string; version: number };

export function sealedForBytes({ organisationId, accountId, version }: SealedFor, keyId: string): Uint8Array {
  return new TextEncoder().encode(JSON.stringify([organisationId, accountId, version, keyId]));
}

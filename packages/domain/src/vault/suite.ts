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

/** What a seal belongs to. Moved to another row, it does not open. */
export type SealedFor = AccountSeal | WebhookSeal;
export type AccountSeal = { organisationId: string; accountId: string; version: number };
export type WebhookSeal = { organisationId: string; webhookId: string };

export function sealedForBytes(sealedFor: SealedFor, keyId: string): Uint8Array {
  const { organisationId } = sealedFor;
  const row =
    "webhookId" in sealedFor
      ? [organisationId, "webhook", sealedFor.webhookId, keyId]
      : [organisationId, sealedFor.accountId, sealedFor.version, keyId];
  return new TextEncoder().encode(JSON.stringify(row));
}

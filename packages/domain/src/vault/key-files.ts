import { z } from "zod";

const keyIdSchema = z.string().regex(/^[a-z0-9-]{4,40}$/);
const base64url = z.base64url();

/** A public key file: what web is given. */
export const publicKeySchema = z.object({
  keyId: keyIdSchema,
  publicKey: z.object({ kty: z.literal("OKP"), crv: z.literal("X25519"), x: base64url }),
});
export type SealingKey = z.infer<typeof publicKeySchema>;

/** A private key file: what only the worker is given, one per key id that is still in use. */
export const privateKeySchema = z.object({
  keyId: keyIdSchema,
  privateKey: z.object({ kty: z.literal("OKP"), crv: z.literal("X25519"), x: base64url, d: base64url }),
});

/** Begins the id of every key that `ensureDevelopmentKeys` makes. */
export const DEVELOPMENT_KEY = "dev";

export function isDevelopmentKey(keyId: string): boolean {
  return keyId.startsWith(`${DEVELOPMENT_KEY}-`);
}

export function isKeyId(text: string): boolean {
  return keyIdSchema.safeParse(text).success;
}

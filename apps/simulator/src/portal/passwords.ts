import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A stand-in needs no slow hash; it only must not keep what it was told in clear. */
export function sealPassword(password: string): { passwordHash: string; salt: string } {
  const salt = randomBytes(16).toString("hex");
  return { passwordHash: digest(password, salt), salt };
}

export function isPassword(password: string, sealed: { passwordHash: string; salt: string }): boolean {
  return timingSafeEqual(Buffer.from(digest(password, sealed.salt)), Buffer.from(sealed.passwordHash));
}

function digest(password: string, salt: string): string {
  return createHash("sha256").update(salt).update(password).digest("hex");
}

import { createHash, randomBytes } from "node:crypto";

/** For a link that lets somebody in: 256 random bits need no slow hash. */
export function newLinkToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashLinkToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

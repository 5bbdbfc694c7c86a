import { randomBytes } from "node:crypto";

/** Of this installation alone: 108 random bits, and nothing that a shell or a form could trip over. */
export function newPassword(): string {
  return randomBytes(18).toString("base64url").replace(/[-_]/g, "x");
}

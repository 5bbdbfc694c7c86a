import { createHash, randomBytes } from "node:crypto";

const PREFIX = "pk_";
const SHOWN = 11;
const PATTERN = /^pk_[A-Za-z0-9_-]{43}$/;

export function newKeyText(): string {
  return `${PREFIX}${randomBytes(32).toString("base64url")}`;
}

/** What people see of a key, enough to tell two apart. */
export function shownPart(key: string): string {
  return key.slice(0, SHOWN);
}

/** 256 random bits need no slow hash. */
export function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

export function looksLikeKey(text: string): boolean {
  return PATTERN.test(text);
}

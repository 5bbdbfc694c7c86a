import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { whyNoSecret } from "../src/index.ts";

test.each([
  ["", "needs at least 32 characters"],
  ["short-but-random-8f3k2", "needs at least 32 characters"],
  ["change-me-change-me-change-me-change-me", "is a placeholder that everybody knows"],
  ["CHANGE_ME_TO_SOMETHING_LONG_AND_RANDOM", "is a placeholder that everybody knows"],
  ["better-auth-secret-12345678901234567890", "is a placeholder that everybody knows"],
  ["your-32-character-string-goes-in-here!!", "is a placeholder that everybody knows"],
  ["replace-this-by-openssl-rand-hex-32-out", "is a placeholder that everybody knows"],
  ["x".repeat(64), "repeats a few characters"],
  ["abababababababababababababababababab", "repeats a few characters"],
])("%s is no secret: %s", (text, why) => {
  expect(whyNoSecret(text)).toBe(why);
});

test("what a machine has drawn is one", () => {
  for (const encoding of ["hex", "base64", "base64url"] as const)
    expect(whyNoSecret(randomBytes(32).toString(encoding))).toBeUndefined();
});

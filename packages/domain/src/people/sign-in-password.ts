import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** Cost of a new hash: 32 MiB and three rounds (OWASP's second scrypt setting). Stored beside each hash, so it may rise. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const KEY_LENGTH = 32;
const MAX_MEMORY = 128 * 1024 * 1024;

export const SIGN_IN_PASSWORD = { minLength: 12, maxLength: 256 } as const;

type Cost = typeof COST;

/** `scrypt$N$r$p$salt$key`, both parts base64url. A smaller cost is for tests only. */
export async function hashSignInPassword(password: string, cost: Cost = COST): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, { salt, cost });
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

export async function verifySignInPassword(hash: string, password: string): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = hash.split("$");
  if (scheme !== "scrypt" || !salt || !key) return false;
  const expected = Buffer.from(key, "base64url");
  const found = await derive(password, {
    salt: Buffer.from(salt, "base64url"),
    cost: { N: Number(N), r: Number(r), p: Number(p) },
  });
  return expected.length === found.length && timingSafeEqual(expected, found);
}

function derive(password: string, { salt, cost }: { salt: Buffer; cost: Cost }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // One person types "é" as one character, the next as two: the same password.
    scrypt(password.normalize("NFKC"), salt, KEY_LENGTH, { ...cost, maxmem: MAX_MEMORY }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

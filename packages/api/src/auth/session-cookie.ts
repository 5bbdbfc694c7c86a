import { createHmac, timingSafeEqual } from "node:crypto";

/** `__Host-` binds the cookie to this host over https; browsers refuse that prefix over http. */
export function sessionCookieName(baseUrl: string): string {
  return baseUrl.startsWith("https:") ? "__Host-pumpd_session" : "pumpd_session";
}

export type CookieQuestion = { baseUrl: string; secret: string };

/** The session token of a request, when its cookie bears our signature (better-auth's form: `token.base64(hmac)`). */
export function findSessionToken(headers: Headers, { baseUrl, secret }: CookieQuestion): string | undefined {
  const value = findCookie(headers, sessionCookieName(baseUrl));
  const dot = value?.lastIndexOf(".") ?? -1;
  if (!value || dot < 1) return undefined;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1));
  const expected = Buffer.from(createHmac("sha256", secret).update(token).digest("base64"));
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
}

function findCookie(headers: Headers, name: string): string | undefined {
  const pairs = headers.get("cookie")?.split(";") ?? [];
  const pair = pairs.map((part) => part.trim()).find((part) => part.startsWith(`${name}=`));
  if (pair === undefined) return undefined;
  try {
    return decodeURIComponent(pair.slice(name.length + 1));
  } catch {
    return undefined;
  }
}

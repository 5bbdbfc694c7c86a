import { type Failed, fail } from "./failed.ts";

/** A page that is shut says so in these words; a regular expression without regard to case. */
export const MAINTENANCE_WORDS = "(scheduled|under|down for) maintenance";

/** A portal that names more than this means something else. */
const LONGEST_MS = 60 * 60_000;

/** Milliseconds that a `Retry-After` header asks for (seconds or a date, RFC 9110 10.2.3); undefined when it says nothing usable. */
export function parseRetryAfter(header: string | null | undefined, nowMs: number): number | undefined {
  if (!header) return undefined;
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - nowMs;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, LONGEST_MS) : undefined;
}

/** "Wait", with how long if the portal said so. */
export function failToWait(code: "THROTTLED" | "MAINTENANCE", retryAfterMs?: number): Failed {
  return fail(code, retryAfterMs === undefined ? {} : { retryAfterMs });
}

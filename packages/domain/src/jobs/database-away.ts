/** The connection's trouble, not the statement's: trying again may help. */
const AWAY_CODES = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "25006", // read-only: an old primary
  "40001", // somebody else was first: try again
  "40P01", // deadlock: the same
  "53300", // too many connections
  "57P01", // shut down by an administrator
  "57P02", // crash of another backend
  "57P03", // still starting
]);

export function isDatabaseAway(error: unknown): boolean {
  for (let link: unknown = error; link instanceof Error; link = link.cause) {
    const code = "code" in link ? link.code : undefined;
    if (typeof code === "string" && (AWAY_CODES.has(code) || code.startsWith("08"))) return true;
    if (link instanceof AggregateError && link.errors.some(isDatabaseAway)) return true;
  }
  return false;
}

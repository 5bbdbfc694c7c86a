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

/** The database has not answered in time. Counts as away, for a half-open connection never says that it is dead. */
export class NoAnswer extends Error {
  readonly code = "ETIMEDOUT";

  constructor(limitMs: number) {
    super(`the database did not answer in ${limitMs} ms`);
    this.name = "NoAnswer";
  }
}

/** What the database may take for one transaction of a worker before another connection is tried. */
export const ANSWER_LIMIT_MS = 15_000;

/** Gives up waiting after the limit. The work itself may still end later: only for what may be done twice. */
export async function answered<T>(work: Promise<T>, limitMs = ANSWER_LIMIT_MS): Promise<T> {
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(() => limit.reject(new NoAnswer(limitMs)), limitMs);
  work.catch(() => {});
  try {
    return await Promise.race([work, limit.promise]);
  } finally {
    clearTimeout(timer);
  }
}

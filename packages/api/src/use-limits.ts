import type { Database } from "@pumpd/db";
import { type By, DomainError } from "@pumpd/domain";
import { countUses, type Limit, type LimitState } from "./count-uses.ts";
import type { ApiServices } from "./services.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export type UseLimits = {
  /** jobs asked for by one person or key */
  enqueuesPerMinute: number;
  /** jobs asked for by all of an organisation together */
  enqueuesPerHour: number;
  /** files handed in by all of an organisation together */
  uploadsPerHour: number;
  /** requests of one key; asking for a job every two seconds is 30 of them */
  requestsPerMinute: number;
};

/** What was given, and the defaults where nothing was. */
export function toUseLimits(given: Partial<UseLimits> = {}): UseLimits {
  return {
    enqueuesPerMinute: given.enqueuesPerMinute ?? 30,
    enqueuesPerHour: given.enqueuesPerHour ?? 300,
    uploadsPerHour: given.uploadsPerHour ?? 600,
    requestsPerMinute: given.requestsPerMinute ?? 300,
  };
}

/** Counts one asking for a job. Throws TOO_MANY with how long to wait. */
export async function countEnqueue({ db, limits }: ApiServices, by: By, organisationId: string): Promise<void> {
  await requireUsesLeft(db, [
    { key: `enqueue:${by.kind}:${by.id}`, uses: limits.enqueuesPerMinute, windowMs: MINUTE_MS },
    { key: `enqueue:organisation:${organisationId}`, uses: limits.enqueuesPerHour, windowMs: HOUR_MS },
  ]);
}

/** Counts one file that is handed in, whatever becomes of it. Throws TOO_MANY with how long to wait. */
export async function countUpload({ db, limits }: ApiServices, organisationId: string): Promise<void> {
  const key = `upload:organisation:${organisationId}`;
  await requireUsesLeft(db, [{ key, uses: limits.uploadsPerHour, windowMs: HOUR_MS }]);
}

/** Counts one request of a key and says where it stands; the caller refuses. */
export async function countRequest({ db, limits }: ApiServices, apiKeyId: string): Promise<LimitState | undefined> {
  const limit = { key: `rest:${apiKeyId}`, uses: limits.requestsPerMinute, windowMs: MINUTE_MS };
  return (await countUses(db, [limit]))[0];
}

async function requireUsesLeft(db: Database, limits: readonly Limit[]): Promise<void> {
  const over = (await countUses(db, limits)).find(({ isOver }) => isOver);
  if (over) throw new TooMany(over);
}

export class TooMany extends DomainError {
  readonly limit: LimitState;

  constructor(limit: LimitState) {
    super("TOO_MANY", `That is more than ${limit.uses} in ${spanWords(limit.windowMs)}. ${waitWords(limit.resetMs)}`);
    this.name = "TooMany";
    this.limit = limit;
  }
}

function spanWords(ms: number): string {
  return ms >= HOUR_MS ? "an hour" : "a minute";
}

function waitWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds > 90 ? `Go on in ${Math.ceil(seconds / 60)} minutes.` : `Go on in ${seconds} s.`;
}

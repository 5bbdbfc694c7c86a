import type { Fired } from "../faults/board.ts";
import type { Account, Put, Restaurant, Session, State } from "../store/state.ts";

export type UploadedFile = { field: string; name: string; type: string; bytes: Buffer };

/** What an endpoint gets to see. It reads the state and answers what should change; it changes nothing itself. */
export type Call = {
  state: State;
  /** The admin host without its leading "admin.": which reseller's portal this is. */
  base: string;
  params: Record<string, string | undefined>;
  query: URLSearchParams;
  body: unknown;
  files: UploadedFile[];
  faults: Fired;
  session?: Session;
  account?: Account;
  now: Date;
};

export type NewEffect = { kind: string; account: string; restaurantId: string | null } & Record<string, unknown>;

export type Outcome = {
  status: number;
  body?: unknown;
  /** Instead of `body`: bytes as they are. */
  raw?: { type: string; bytes: Buffer | string };
  headers?: Record<string, string>;
  puts?: Put[];
  /** Bytes of an uploaded file, kept with the commit. */
  keeps?: { id: string; bytes: Buffer };
  effects?: NewEffect[];
};

export type Endpoint = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  /** What kind of effect it has, for the journal and the README. */
  effect?: string;
  needs: "nothing" | "account";
  handle: (call: Call) => Outcome;
};

/** A refusal a person reads: 4xx with the text and the field it is about. */
export class Refusal extends Error {
  readonly status: number;
  readonly field: string | undefined;
  constructor(status: number, message: string, field?: string) {
    super(message);
    this.status = status;
    this.field = field;
  }
}

export function signedIn(call: Call): Account {
  if (!call.account) throw new Refusal(401, "Your session has ended. Please log in again.");
  return call.account;
}

/** The restaurant of the path, if it is the caller's. */
export function ownRestaurant(call: Call): Restaurant {
  const restaurant = call.state.restaurants.get(twinOf(call.params.id ?? ""));
  if (!restaurant || restaurant.accountId !== signedIn(call).id) throw new Refusal(404, "Restaurant not found.");
  return restaurant;
}

export const twinSuffix = "-twin";
/** A twin (fault `dup-list-entries`) is a second list entry for the same record. */
export function twinOf(id: string): string {
  return id.endsWith(twinSuffix) ? id.slice(0, -twinSuffix.length) : id;
}

import { type Fault, type FaultKind, faultKinds, parseFault } from "./kinds.ts";

export type Sighting = {
  method: string;
  path: string;
  isDocument: boolean;
  isReusedConnection: boolean;
  account?: string;
};

type Active = { fault: Fault; hits: number; fired: number; random: () => number; matches: (seen: Sighting) => boolean };

export type FaultReport = Fault & { hits: number; fired: number };

/** The switchboard: which faults are on, and which of them fire for a request. */
export class FaultBoard {
  #active = new Map<string, Active>();
  #nextId = 1;

  add(inputs: unknown): void {
    const faults = (Array.isArray(inputs) ? inputs : [inputs]).map((input) =>
      parseFault(input, () => `fault-${this.#nextId++}`),
    );
    for (const fault of faults) {
      this.#active.set(fault.id, {
        fault,
        hits: 0,
        fired: 0,
        random: seededRandom(fault.seed ?? 1),
        matches: routeMatcher(fault.route ?? faultKinds[fault.kind].route),
      });
    }
  }

  remove(id: string): boolean {
    return this.#active.delete(id);
  }

  clear(): void {
    this.#active.clear();
  }

  list(): FaultReport[] {
    return [...this.#active.values()].map(({ fault, hits, fired }) => ({ ...fault, hits, fired }));
  }

  /** Counts the request against every fault it matches and answers those that fire. */
  fire(seen: Sighting): Fired {
    const fired: Fault[] = [];
    for (const entry of this.#active.values()) {
      if (!applies(entry, seen)) continue;
      entry.hits += 1;
      if (!isDue(entry)) continue;
      entry.fired += 1;
      fired.push(entry.fault);
    }
    return new Fired(fired);
  }
}

/** The faults that fire for one request. */
export class Fired {
  readonly faults: Fault[];
  constructor(faults: Fault[]) {
    this.faults = faults;
  }
  find(kind: FaultKind): Fault | undefined {
    return this.faults.find((fault) => fault.kind === kind);
  }
  has(kind: FaultKind): boolean {
    return this.find(kind) !== undefined;
  }
}

function applies({ fault, matches }: Active, seen: Sighting): boolean {
  if (fault.onlyReused && !seen.isReusedConnection) return false;
  if (fault.account !== undefined && fault.account !== seen.account) return false;
  if (fault.restaurantId !== undefined && !seen.path.includes(fault.restaurantId)) return false;
  return matches(seen);
}

function isDue({ fault, hits, fired, random }: Active): boolean {
  const first = fault.nth ?? 1;
  const times = fault.times ?? (fault.nth === undefined ? Number.POSITIVE_INFINITY : 1);
  if (hits < first || fired >= times) return false;
  return fault.probability === undefined || random() < fault.probability;
}

/** "POST /api/x/:id", "/login", "write:/api/*", "GET document:*", "*". */
export function routeMatcher(route: string): (seen: Sighting) => boolean {
  const [first = "", second] = route.split(" ", 2);
  const method = second === undefined ? undefined : first.toUpperCase();
  const target = second ?? first;
  const kind = /^(write|document):/.exec(target)?.[1];
  const pattern = target.slice(kind === undefined ? 0 : kind.length + 1);
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/:[A-Za-z]+/g, "[^/]+");
  const path = new RegExp(`^${source}$`);
  return (seen) => {
    if (method !== undefined && method !== seen.method) return false;
    if (kind === "document" && !seen.isDocument) return false;
    if (kind === "write" && (seen.method === "GET" || seen.method === "HEAD" || seen.path === "/api/session"))
      return false;
    return path.test(seen.path);
  };
}

/** mulberry32: small, and the same numbers for the same seed everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

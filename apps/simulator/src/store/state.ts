import type { ApiKeyView, Menu, OptionSet, Part, Settings, Tag } from "../words.ts";

export type Account = { id: string; base: string; email: string; passwordHash: string; salt: string };
export type Session = { id: string; accountId: string; expiresAt: number };
export type Restaurant = {
  id: string;
  base: string;
  accountId: string;
  subdomain: string;
  createdAt: string;
  settings: Settings;
};
export type StoredFile = { id: string; name: string; type: string; size: number; createdAt: string };
export type ApiKey = ApiKeyView & { accountId: string };
export type PartKind = "printer" | "webhook" | "payment-method";

/** Per-restaurant documents carry the restaurant's id as key. */
export type Collections = {
  accounts: Account;
  sessions: Session;
  restaurants: Restaurant;
  menus: { menus: Menu[] };
  optionSets: OptionSet & { restaurantId: string };
  tags: Tag & { restaurantId: string };
  files: StoredFile;
  parts: Part & { restaurantId: string; kind: PartKind };
  apiKeys: ApiKey;
};
export type CollectionName = keyof Collections;

export type Put = {
  [Name in CollectionName]: { in: Name; id: string; value: Collections[Name] | null };
}[CollectionName];

export type State = { [Name in CollectionName]: Map<string, Collections[Name]> };

export function emptyState(): State {
  return {
    accounts: new Map(),
    sessions: new Map(),
    restaurants: new Map(),
    menus: new Map(),
    optionSets: new Map(),
    tags: new Map(),
    files: new Map(),
    parts: new Map(),
    apiKeys: new Map(),
  };
}

export function applyPut(state: State, put: Put): void {
  // One collection's name and value always belong together in a Put; the union hides that from the compiler.
  const collection = state[put.in] as Map<string, unknown>;
  if (put.value === null) collection.delete(put.id);
  else collection.set(put.id, put.value);
}

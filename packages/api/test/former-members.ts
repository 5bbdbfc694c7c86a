import type { OrgScope } from "@pumpd/db";
import { tables } from "@pumpd/db";
import { eq, sql } from "drizzle-orm";
import { type Setting, signedIn, type Visitor } from "./setting.ts";

/** How an admin loses their way in, and what every door answers them from then on. */
export const FORMER = [
  ["whose session ran out", [401, "SIGNED_OUT"]],
  ["who was silent for too long", [401, "SIGNED_OUT"]],
  ["who is disabled", [401, "SIGNED_OUT"]],
  ["whose access was taken away", [403, "FORBIDDEN"]],
] as const;

type Leaving = (typeof FORMER)[number][0];

function leavings({ owner }: Setting): Record<Leaving, (userId: string) => Promise<unknown>> {
  const { sessions, users, memberships } = tables;
  return {
    "whose session ran out": (userId) =>
      owner.update(sessions).set({ expiresAt: new Date() }).where(eq(sessions.userId, userId)),
    "who was silent for too long": (userId) =>
      owner.update(sessions).set({ updatedAt: sql`now() - interval '13 hours'` }).where(eq(sessions.userId, userId)),
    "who is disabled": (userId) => owner.update(users).set({ disabledAt: new Date() }).where(eq(users.id, userId)),
    "whose access was taken away": (userId) =>
      owner.update(memberships).set({ disabledAt: new Date() }).where(eq(memberships.userId, userId)),
  };
}

export type FormerMembers = ReadonlyMap<string, { visitor: Visitor; answer: readonly [number, string] }>;

/** One admin of each kind, signed in while they still were one. */
export async function makeFormerMembers(setting: Setting, scope: OrgScope): Promise<FormerMembers> {
  const made = new Map<string, { visitor: Visitor; answer: readonly [number, string] }>();
  for (const [who, answer] of FORMER) {
    const visitor = await signedIn(setting, { scope, role: "admin" });
    await leavings(setting)[who](visitor.person.id);
    made.set(who, { visitor, answer });
  }
  return made;
}

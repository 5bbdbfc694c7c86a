import { randomUUID } from "node:crypto";
import { readSession, type Session } from "@pumpd/domain/people";
import { findSessionToken } from "./auth/index.ts";
import type { ApiServices } from "./services.ts";

export type Context = {
  services: ApiServices;
  headers: Headers;
  /** in every error answer, in the log and in the audit log */
  requestId: string;
  /** Read once per request, however many calls it carries. Undefined: signed out. */
  readSession: () => Promise<Session | undefined>;
};

/** @param headers of the request: its session cookie, and where a change comes from */
export function createContext(services: ApiServices, headers: Headers): Context {
  let session: Promise<Session | undefined> | undefined;
  return {
    services,
    headers,
    requestId: randomUUID(),
    readSession: () => {
      session ??= sessionOf(services, headers);
      return session;
    },
  };
}

async function sessionOf(services: ApiServices, headers: Headers): Promise<Session | undefined> {
  const token = findSessionToken(headers, services);
  return token === undefined ? undefined : readSession(services.db, token);
}

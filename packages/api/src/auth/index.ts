export { type Auth, type AuthSettings, createAuth } from "./create-auth.ts";
export { findSessionToken, sessionCookieName } from "./session-cookie.ts";

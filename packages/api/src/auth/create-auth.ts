import { randomUUID } from "node:crypto";
import { type Database, tables, withScope } from "@pumpd/db";
import { type By, DomainError } from "@pumpd/domain";
import { writeAudit } from "@pumpd/domain/audit";
import {
  findByEmail,
  hashSignInPassword,
  judgeSignInPassword,
  readSession,
  requireMembership,
  SIGN_IN_PASSWORD,
  verifySignInPassword,
} from "@pumpd/domain/people";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { toErrorAnswer } from "../error-answer.ts";
import type { ReportError } from "../error-report.ts";
import { noteRefusal } from "../note-refusal.ts";
import { isSameOrigin } from "../same-origin.ts";
import { countSignIn, forgetSignIns } from "./count-sign-ins.ts";
import { findSessionToken, sessionCookieName } from "./session-cookie.ts";
import { withoutToken } from "./without-token.ts";

const HOUR_S = 3_600;
/** What people do over HTTP. Everything else of better-auth is shut, sign-up first of all. */
const OPEN_PATHS = ["/sign-in/email", "/sign-out", "/change-password"];
const NEEDS_NO_SESSION = ["/sign-in/email", "/sign-out"];

export type AuthSettings = {
  /** connected as the web role */
  db: Database;
  /** at least 32 characters */
  secret: string;
  /** where browsers find us, without a trailing slash */
  baseUrl: string;
  /** The header in which our own proxy puts the client's address. Without a proxy nobody's word is taken for it. */
  clientIpHeader?: string;
  /** tries per address of the client and hour, with a `clientIpHeader`; default 50 */
  signInsPerHour?: number;
  reportError: ReportError;
};

/** Serves `/api/auth/*`: sign-in, sign-out, change of password. */
export type Auth = { handler: (request: Request) => Promise<Response> };

export function createAuth(settings: AuthSettings): Auth {
  const { db, secret, baseUrl, clientIpHeader, signInsPerHour = 50 } = settings;
  if (secret.length < 32) throw new Error("The secret for sessions needs at least 32 characters.");
  const isHttps = baseUrl.startsWith("https:");
  const ipOf = (headers: Headers | undefined) => (clientIpHeader ? (headers?.get(clientIpHeader) ?? null) : null);

  const auth = betterAuth({
    baseURL: baseUrl,
    basePath: "/api/auth",
    secret,
    database: drizzleAdapter(db, {
      provider: "pg",
      schema: {
        user: tables.users,
        session: tables.sessions,
        account: tables.accounts,
        verification: tables.verifications,
        rateLimit: tables.rateLimits,
      },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SIGN_IN_PASSWORD.minLength,
      maxPasswordLength: SIGN_IN_PASSWORD.maxLength,
      password: {
        hash: (password) => hashSignInPassword(password),
        verify: ({ hash, password }) => verifySignInPassword(hash, password),
      },
    },
    session: {
      // The absolute limit. `readSession` ends an idle session after 12 hours.
      expiresIn: 7 * 24 * HOUR_S,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: { activeOrganisationId: { type: "string", required: false, input: false } },
    },
    user: {
      additionalFields: {
        isPlatformAdmin: { type: "boolean", required: false, input: false },
        disabledAt: { type: "date", required: false, input: false, returned: false },
      },
    },
    trustedOrigins: (request) => (request && isSameOrigin(request.headers, baseUrl) ? ownOrigins(request) : []),
    rateLimit: {
      enabled: clientIpHeader !== undefined,
      storage: "database",
      window: 60,
      max: 300,
      customRules: { "/sign-in/email": { window: HOUR_S, max: signInsPerHour } },
    },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: sessionCookieName(baseUrl),
          attributes: { secure: isHttps, httpOnly: true, sameSite: "lax", path: "/" },
        },
      },
      ipAddress: { ipAddressHeaders: clientIpHeader ? [clientIpHeader] : [] },
      database: { generateId: false },
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            if (await isDisabled(db, userId)) throw wrongPassword();
          },
        },
      },
    },
    hooks: {
      before: createAuthMiddleware(async ({ path, headers, body }) => {
        if (!OPEN_PATHS.includes(path)) throw new APIError("NOT_FOUND");
        if (path === "/sign-in/email") await requireTriesLeft(settings, { email: emailOf(body), ip: ipOf(headers) });
        if (NEEDS_NO_SESSION.includes(path)) return;
        const token = headers && findSessionToken(headers, { baseUrl, secret });
        const session = token && (await readSession(db, token));
        if (!session) throw new APIError("UNAUTHORIZED", { message: "You are signed out." });
        judgeNewPassword(body, session.person);
        // Whoever changes a password may do so because somebody else has it.
        return { context: { body: { ...body, revokeOtherSessions: true } } };
      }),
      after: createAuthMiddleware(async ({ path, headers, body, context }) => {
        if (path !== "/sign-in/email" || !context.newSession) return;
        await forgetSignIns(db, { email: emailOf(body), ip: ipOf(headers) });
        await noteSignIn(db, context.newSession.session.token);
      }),
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Refusals still become answers; only what is no refusal comes up to us.
    onAPIError: { throw: true },
  });
  return {
    handler: async (request) => {
      // The library looks at the origin only when a cookie came along; signing somebody in from elsewhere needs none.
      const isChange = request.method !== "GET" && request.method !== "HEAD";
      if (isChange && !isSameOrigin(request.headers, baseUrl))
        return Response.json({ message: "This did not come from a page of ours." }, { status: 403 });
      return auth
        .handler(request)
        .then(withoutToken)
        .catch((error: unknown) => failed(error, settings.reportError));
    },
  };
}

/** Says whether to try again; the log has the rest. */
function failed(error: unknown, reportError: ReportError): Response {
  const requestId = randomUUID();
  const { httpStatus, appCode, message } = toErrorAnswer(error);
  reportError({ requestId, where: "auth", error });
  return Response.json({ code: appCode, message, requestId }, { status: Math.max(500, httpStatus) });
}

/** One machine has several names (localhost, 127.0.0.1, its own): the page may sign in under the one it was opened with. */
function ownOrigins(request: Request): string[] {
  const origin = request.headers.get("origin");
  return origin ? [origin] : [];
}

async function isDisabled(db: Database, userId: string): Promise<boolean> {
  const { id, disabledAt } = tables.users;
  const [user] = await db.select({ disabledAt }).from(tables.users).where(eq(id, userId));
  return user?.disabledAt !== null;
}

type Trying = { email: string; ip: string | null };

async function requireTriesLeft({ db, reportError }: AuthSettings, signIn: Trying): Promise<void> {
  const { isAllowed, isFirstRefusal } = await countSignIn(db, signIn);
  // Not waited for: the answer must not take longer where there is such a person.
  if (isFirstRefusal)
    noteRefusedSignIn(db, signIn).catch((error: unknown) =>
      reportError({ requestId: randomUUID(), where: "auth", error }),
    );
  if (!isAllowed)
    throw new APIError("TOO_MANY_REQUESTS", {
      code: "TOO_MANY_SIGN_INS",
      message: "Too many wrong passwords. Wait 15 minutes, then try again.",
    });
}

/** In the log of the organisation that the person then has on screen; who is in none leaves no line. */
async function noteSignIn(db: Database, token: string): Promise<void> {
  const session = await readSession(db, token);
  if (!session || session.memberships.length === 0) return;
  const { scope } = requireMembership(session, "viewer");
  const { id, name } = session.person;
  const by: By = { kind: "person", id, name };
  await withScope(db, scope, (tx) => writeAudit(tx, { by, action: "person.sign_in", target: { kind: "person", id } }));
}

/** Somebody guesses a person's password: that stands in the log of the organisation where the person may do most. */
async function noteRefusedSignIn(db: Database, { email }: Trying): Promise<void> {
  const known = await findByEmail(db, email);
  if (!known || known.memberships.length === 0) return;
  const { scope } = requireMembership(known, "viewer");
  const by: By = { kind: "person", ...known.person };
  const target = { kind: "person", id: known.person.id };
  await noteRefusal(db, { scope, by, action: "person.sign_in_refused", target });
}

const newPasswordSchema = z.looseObject({ newPassword: z.string() });

function judgeNewPassword(body: unknown, person: { name: string; email: string }): void {
  const parsed = newPasswordSchema.safeParse(body);
  if (!parsed.success) return; // the library refuses it with its own words
  try {
    judgeSignInPassword(parsed.data.newPassword, person);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new APIError("BAD_REQUEST", { code: error.code, message: error.message });
  }
}

/** The same answer for a wrong password, an unknown address and a disabled person. */
function wrongPassword(): APIError {
  return new APIError("UNAUTHORIZED", { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" });
}

function emailOf(body: unknown): string {
  const hasEmail = typeof body === "object" && body !== null && "email" in body;
  return hasEmail && typeof body.email === "string" ? body.email : "";
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import findMyWay from "find-my-way";
import { ZodError } from "zod";
import type { Fired } from "../faults/board.ts";
import { endpoints } from "../portal/endpoints.ts";
import { sessionCookie } from "../portal/session.ts";
import { profiles } from "../profiles.ts";
import type { RequestEntry } from "../store/journal.ts";
import type { Account, Session } from "../store/state.ts";
import type { App } from "./app.ts";
import { type ReadBody, readBody } from "./body.ts";
import { type Call, type Endpoint, type Outcome, Refusal } from "./call.ts";
import { directivesOf, documentFor } from "./documents.ts";

const router = findMyWay<findMyWay.HTTPVersion.V1>();
for (const endpoint of endpoints) router.on(endpoint.method, endpoint.path, () => {}, endpoint);

export type Visit = {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  base: string;
  connection: { id: number; nth: number };
};

const importPath = /^\/api\/restaurants\/[^/]+\/menus\/import$/;

export async function serveAdmin(app: App, visit: Visit): Promise<void> {
  const isImport = importPath.test(visit.url.pathname);
  app.runningImports += isImport ? 1 : 0;
  try {
    await serve(app, visit);
  } finally {
    app.runningImports -= isImport ? 1 : 0;
  }
}

async function serve(app: App, visit: Visit) {
  const { request, url, connection } = visit;
  const method = request.method ?? "GET";
  const { session, account } = whoIs(app, request);
  const entry = app.journal.nextRequest({
    method,
    host: request.headers.host ?? "",
    path: url.pathname,
    account: account?.email,
    connection: connection.id,
    nthOnConnection: connection.nth,
  });
  const isDocument = method === "GET" && !/^\/(api|assets|ucarecdn\.com|upload|favicon\.ico)/.test(url.pathname);
  const fired = app.board.fire({
    method,
    path: url.pathname,
    isDocument,
    isReusedConnection: connection.nth > 1,
    account: account?.email,
  });
  if (fired.faults.length > 0) entry.faults = fired.faults.map((fault) => fault.id);

  const read = await readWhole(request);
  if (read === undefined) return app.journal.answered(entry, "closed");
  if (read instanceof Refusal) return send(app, visit, entry, fired, refusalOutcome(read));
  if (isSignIn(method, url)) entry.account = emailIn(read.body);

  const delay = fired.find("delay");
  if (delay) await wait(Number(delay.params.ms));
  if (url.pathname.startsWith("/api") || url.pathname.startsWith("/upload")) {
    await wait(profiles[app.profile].answerMs(method, url.pathname));
  }
  if (fired.has("hang")) return app.journal.answered(entry, "hung");
  if (fired.has("reset-before-commit")) return reset(app, visit, entry);

  const replaced = replacedAnswer(app, fired, { url, isDocument, session, entry });
  if (replaced) return send(app, visit, entry, fired, replaced);
  if (isDocument) {
    const page = documentFor(app, fired, request.headers["user-agent"] ?? "");
    const raw = { type: "text/html; charset=utf-8", bytes: page.html };
    return send(app, visit, entry, fired, { status: page.status, raw, headers: page.headers });
  }
  const outcome = await answer(app, visit, { read, session, account, fired });
  commit(app, outcome, entry, fired);
  return afterCommit(app, visit, entry, fired, outcome);
}

function whoIs(app: App, request: IncomingMessage): { session?: Session; account?: Account } {
  const { sessions, accounts } = app.journal.state;
  const id = new RegExp(`(?:^|; )${sessionCookie}=([^;]+)`).exec(request.headers.cookie ?? "")?.[1];
  const session = id === undefined ? undefined : sessions.get(id);
  if (!session || session.expiresAt < Date.now()) return {};
  return { session, account: accounts.get(session.accountId) };
}

async function readWhole(request: IncomingMessage): Promise<ReadBody | Refusal | undefined> {
  try {
    return await readBody(request);
  } catch (problem) {
    // A sender that went away half way never asked for anything.
    return problem instanceof Refusal ? problem : undefined;
  }
}

const isSignIn = (method: string, url: URL) => method === "POST" && url.pathname === "/api/session";

function emailIn(body: unknown): string | undefined {
  return typeof body === "object" && body !== null && "email" in body && typeof body.email === "string"
    ? body.email
    : undefined;
}

type About = { url: URL; isDocument: boolean; session?: Session; entry: RequestEntry };

/** What a fault answers instead of the portal. */
function replacedAnswer(app: App, fired: Fired, { url, isDocument, session, entry }: About): Outcome | undefined {
  const status = fired.find("status");
  if (status) {
    const retryAfter = status.params.retryAfter;
    const headers: Record<string, string> = typeof retryAfter === "number" ? { "retry-after": String(retryAfter) } : {};
    const code = Number(status.params.status);
    const message = String(status.params.message);
    if (!isDocument) return { status: code, body: { message }, headers };
    return {
      status: code,
      headers,
      raw: { type: "text/html; charset=utf-8", bytes: `<!doctype html><title>${code}</title><h1>${code}</h1>` },
    };
  }
  const limited = fired.find("rate-limit");
  if (limited) {
    return {
      status: 429,
      body: { message: "Too many requests." },
      headers: { "retry-after": String(limited.params.retryAfter) },
    };
  }
  if (isDocument) return undefined;
  const maintenance = fired.find("maintenance-page");
  if (maintenance && url.pathname.startsWith("/api")) {
    const retryAfter = maintenance.params.retryAfter;
    const headers: Record<string, string> = typeof retryAfter === "number" ? { "retry-after": String(retryAfter) } : {};
    return { status: 503, body: { message: "Scheduled maintenance.", maintenance: true }, headers };
  }
  if (fired.has("session-expire") && session) {
    app.journal.commit([{ in: "sessions", id: session.id, value: null }], []);
    return refusalOutcome(new Refusal(401, "Your session has ended. Please log in again."));
  }
  const lockout = fired.find("login-lockout");
  if (lockout && (app.wrongPasswords.get(entry.account ?? "") ?? 0) >= Number(lockout.params.after)) {
    return refusalOutcome(new Refusal(423, "This account is locked for now. Too many attempts."));
  }
  const crowded = fired.find("import-parallel-refused");
  if (crowded && app.runningImports > 1) return { status: 429, body: { message: String(crowded.params.message) } };
  if (fired.has("upload-fails")) return { status: 500, body: { message: "Something went wrong during the upload" } };
  return undefined;
}

type Asked = { read: ReadBody; session?: Session; account?: Account; fired: Fired };

async function answer(app: App, visit: Visit, { read, session, account, fired }: Asked): Promise<Outcome> {
  const { request, url, base } = visit;
  const asset = assetOf(app, url);
  if (asset) return asset;
  const found = router.find((request.method ?? "GET") as findMyWay.HTTPMethod, url.pathname);
  if (!found) return refusalOutcome(new Refusal(404, "Not found."));
  const endpoint: Endpoint = found.store;
  if (endpoint.needs === "account" && !account) {
    return refusalOutcome(new Refusal(401, "Your session has ended. Please log in again."));
  }
  const call: Call = {
    state: app.journal.state,
    base,
    params: found.params,
    query: url.searchParams,
    body: read.body,
    files: read.files,
    faults: fired,
    session,
    account,
    now: new Date(),
  };
  try {
    const outcome = endpoint.handle(call);
    if (isSignIn(endpoint.method, url)) app.wrongPasswords.delete(emailIn(read.body) ?? "");
    return outcome;
  } catch (problem) {
    if (isSignIn(endpoint.method, url)) countWrongPassword(app, read.body);
    if (problem instanceof Refusal) return refusalOutcome(problem);
    if (problem instanceof ZodError) return refusalOutcome(firstProblem(problem));
    throw problem;
  }
}

function countWrongPassword(app: App, body: unknown): void {
  const email = emailIn(body) ?? "";
  app.wrongPasswords.set(email, (app.wrongPasswords.get(email) ?? 0) + 1);
}

function assetOf(app: App, url: URL): Outcome | undefined {
  const headers = { "cache-control": "public, max-age=31536000, immutable" };
  if (url.pathname === "/assets/app.js") {
    return { status: 200, headers, raw: { type: "text/javascript; charset=utf-8", bytes: app.bundle.script } };
  }
  if (url.pathname === "/assets/app.css") {
    return { status: 200, headers, raw: { type: "text/css; charset=utf-8", bytes: app.bundle.style } };
  }
  if (url.pathname === "/favicon.ico") return { status: 204, headers };
  if (!url.pathname.startsWith("/ucarecdn.com/")) return undefined;
  const id = url.pathname.split("/")[2] ?? "";
  const file = app.journal.state.files.get(id);
  const bytes = app.files.find(id);
  return file && bytes
    ? { status: 200, headers, raw: { type: file.type, bytes } }
    : { status: 404, body: { message: "Not found." } };
}

function refusalOutcome(refusal: Refusal): Outcome {
  return { status: refusal.status, body: { message: refusal.message, field: refusal.field } };
}

function firstProblem(problem: ZodError): Refusal {
  const issue = problem.issues[0];
  return new Refusal(422, issue?.message ?? "Please check what you entered.", issue?.path.join("."));
}

function commit(app: App, outcome: Outcome, entry: RequestEntry, fired: Fired): void {
  const { puts = [], effects = [] } = outcome;
  if (fired.has("silent-drop") || puts.length + effects.length === 0) return;
  if (outcome.keeps) app.files.put(outcome.keeps.id, outcome.keeps.bytes);
  const origin = { at: new Date().toISOString(), request: entry.n, connection: entry.connection };
  app.journal.commit(
    puts,
    effects.map((effect) => ({ ...origin, ...effect })),
  );
}

function afterCommit(app: App, visit: Visit, entry: RequestEntry, fired: Fired, outcome: Outcome) {
  if (fired.has("commit-then-hang")) return app.journal.answered(entry, "hung");
  if (fired.has("commit-then-reset")) return reset(app, visit, entry);
  if (fired.has("commit-then-close")) {
    visit.request.socket.destroy();
    return app.journal.answered(entry, "closed");
  }
  const instead = statusInstead(fired);
  const headers: Record<string, string> = instead === 408 ? { connection: "close" } : {};
  if (instead !== undefined) {
    return send(app, visit, entry, fired, {
      status: instead,
      body: { message: "Something went wrong on our side." },
      headers,
    });
  }
  return send(app, visit, entry, fired, outcome);
}

function statusInstead(fired: Fired): number | undefined {
  if (fired.has("commit-then-500")) return 500;
  if (fired.has("commit-then-408")) return 408;
  const status = fired.find("commit-then-status")?.params.status;
  return typeof status === "number" ? status : undefined;
}

function reset(app: App, { request }: Visit, entry: RequestEntry): void {
  request.socket.resetAndDestroy();
  app.journal.answered(entry, "reset");
}

function send(app: App, { request, response }: Visit, entry: RequestEntry, fired: Fired, outcome: Outcome) {
  const { status, body, raw } = outcome;
  const bytes = raw ? Buffer.from(raw.bytes) : Buffer.from(body === undefined ? "" : JSON.stringify(body));
  const directives = directivesOf(fired);
  const headers: Record<string, string | number> = {
    "cache-control": "no-store",
    "content-type": raw?.type ?? "application/json; charset=utf-8",
    ...outcome.headers,
    ...(status === 204 ? {} : { "content-length": bytes.length }),
    // Header values are ASCII; drift may rename to anything.
    ...(directives.length > 0 ? { "x-portal-directives": encodeURIComponent(JSON.stringify(directives)) } : {}),
  };
  response.writeHead(status, headers);
  if (fired.has("partial-body") && bytes.length > 1) {
    // Closed, not reset: a reset would take the half that is under way with it.
    response.write(bytes.subarray(0, bytes.length >> 1), () => request.socket.end());
    return app.journal.answered(entry, "closed");
  }
  response.end(status === 204 ? undefined : bytes);
  app.journal.answered(entry, status);
}

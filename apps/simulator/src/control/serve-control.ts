import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { App } from "../http/app.ts";
import { readBody } from "../http/body.ts";
import { Refusal } from "../http/call.ts";
import { isLoopback } from "../http/hosts.ts";
import { profileNames } from "../profiles.ts";
import { controlPage } from "./page.ts";
import { seed, seedSchema, visibleState } from "./seed.ts";

type Visit = { request: IncomingMessage; response: ServerResponse; url: URL };
type Answer = { status: number; body: unknown } | { status: number; html: string };

/** The control API: for tests and people on this machine, never part of the portal. */
export async function serveControl(app: App, { request, response, url }: Visit): Promise<void> {
  if (!isTrusted(request))
    return reply(response, { status: 403, body: { message: "The control API answers this machine only." } });
  try {
    const { body } = await readBody(request);
    reply(response, control(app, { method: request.method ?? "GET", url, body }));
  } catch (problem) {
    if (problem instanceof z.ZodError)
      return reply(response, { status: 400, body: { message: z.prettifyError(problem) } });
    if (problem instanceof Refusal)
      return reply(response, { status: problem.status, body: { message: problem.message } });
    throw problem;
  }
}

/** Loopback, directly, and under a name of this machine: no proxy, and no web page that resolves its own name to us. */
function isTrusted(request: IncomingMessage): boolean {
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  const isOurName = /(^|\.)localhost$/.test(host) || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
  return isLoopback(request.socket.remoteAddress) && isOurName && request.headers["x-forwarded-for"] === undefined;
}

function control(app: App, { method, url, body }: { method: string; url: URL; body: unknown }): Answer {
  const path = url.pathname.replace(/^\/__simulator\/?/, "");
  const faultId = /^faults\/(.+)$/.exec(path)?.[1];
  if (method === "DELETE" && faultId !== undefined) {
    app.board.remove(decoded(faultId));
    return { status: 200, body: { faults: app.board.list() } };
  }
  switch (`${method} ${path}`) {
    case "GET ":
      return { status: 200, html: controlPage(app) };
    case "GET state":
      return {
        status: 200,
        body: { epoch: app.journal.epoch, profile: app.profile, ...visibleState(app.journal.state) },
      };
    case "GET journal":
      return { status: 200, body: journalFor(app, url.searchParams) };
    case "GET faults":
      return { status: 200, body: { faults: app.board.list() } };
    case "POST faults":
      app.board.add(body);
      return { status: 200, body: { faults: app.board.list() } };
    case "DELETE faults":
      app.board.clear();
      return { status: 200, body: { faults: [] } };
    case "POST seed":
      seed(app.journal, seedSchema.parse(body));
      return { status: 200, body: visibleState(app.journal.state) };
    case "POST reset":
      app.journal.startEpoch();
      app.files.clear();
      app.board.clear();
      app.wrongPasswords.clear();
      return { status: 200, body: { epoch: app.journal.epoch } };
    case "POST profile":
      app.profile = z.object({ profile: z.enum(profileNames) }).parse(body).profile;
      return { status: 200, body: { profile: app.profile } };
    default:
      return { status: 404, body: { message: "No such control." } };
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refusal(400, "That address cannot be read.");
  }
}

/** Requests are the bulk: `?requests=0` leaves them out, `?after=<n>` gives the later ones only. */
function journalFor(app: App, query: URLSearchParams): unknown {
  const { epoch, effects, requests, requestCount } = app.journal;
  const after = Number(query.get("after") ?? 0);
  const shown = query.get("requests") === "0" ? [] : requests.filter((entry) => entry.n > after);
  return { epoch, effects: effects.filter((effect) => effect.request > after), requests: shown, requestCount };
}

function reply(response: ServerResponse, answer: Answer): void {
  const isPage = "html" in answer;
  const type = isPage ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
  response.writeHead(answer.status, { "content-type": type, "cache-control": "no-store" });
  response.end(isPage ? answer.html : JSON.stringify(answer.body));
}

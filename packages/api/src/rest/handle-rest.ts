import { randomUUID } from "node:crypto";
import { type By, DomainError, invalidInput, notFound } from "@pumpd/domain";
import { type AnsweredOnce, answerOnce, authenticateKey, type KeyHolder } from "@pumpd/domain/api-keys";
import { writeAudit } from "@pumpd/domain/audit";
import { TRPCError } from "@trpc/server";
import type { LimitState } from "../count-uses.ts";
import { readLimitedBody } from "../limited-body.ts";
import { openDoors } from "../member-context.ts";
import { noteRefusal } from "../note-refusal.ts";
import { problemOf } from "../problem.ts";
import type { ApiServices } from "../services.ts";
import { countEnqueue, countRequest, TooMany } from "../use-limits.ts";
import { describeRest } from "./open-api.ts";
import { type RestRoute, routesAt } from "./routes.ts";

export const REST_PREFIX = "/api/v1";

/** Printable, without spaces: what fits a header and a log line. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

/** Serves `/api/v1/*`: the same verbs as the pages, for programs with an `x-api-key`. */
export async function handleRest(services: ApiServices, request: Request): Promise<Response> {
  const requestId = randomUUID();
  const where = new URL(request.url).pathname.slice(REST_PREFIX.length);
  // Known as soon as the key is; whatever is answered then says how much of it is left.
  let limit: LimitState | undefined;
  try {
    if (where === "/openapi.json" && request.method === "GET") return Response.json(describeRest(services.baseUrl));
    const { route, id } = findRoute(request.method, where);
    const holder = await requireKey(services, request.headers);
    limit = await countRequest(services, holder.by.id);
    if (limit?.isOver) throw new TooMany(limit);
    await requireKeyScope(services, { holder, route, requestId });
    const answer = await serve(services, { request, route, id, holder, requestId });
    return withLimit(toResponse(answer), limit);
  } catch (error) {
    const problem = problemOf({
      error,
      requestId,
      where: `${request.method} ${where}`,
      reportError: services.reportError,
    });
    return withLimit(problem, error instanceof TooMany ? error.limit : limit);
  }
}

function findRoute(method: string, where: string): { route: RestRoute; id: string } {
  const here = routesAt(where);
  if (here.length === 0) throw notFound("thing");
  const found = here.find(({ route }) => route.method === method);
  if (!found) throw new TRPCError({ code: "METHOD_NOT_SUPPORTED" });
  return found;
}

async function requireKey({ db }: ApiServices, headers: Headers): Promise<KeyHolder> {
  const holder = await authenticateKey(db, headers.get("x-api-key") ?? "");
  if (!holder) throw new DomainError("SIGNED_OUT", "This needs an API key that still counts, in the header x-api-key.");
  return holder;
}

type Asking = { holder: KeyHolder; route: RestRoute; requestId: string };

async function requireKeyScope({ db }: ApiServices, { holder, route, requestId }: Asking): Promise<void> {
  const { keyScopes, scope, by } = holder;
  if (keyScopes.includes(route.keyScope)) return;
  const target = { kind: "address", id: route.operationId };
  await noteRefusal(db, { scope, by: { ...by, requestId }, action: "access.refused", target });
  throw new DomainError("FORBIDDEN", `This needs an API key with the scope ${route.keyScope}.`);
}

type Serving = { request: Request; route: RestRoute; id: string; holder: KeyHolder; requestId: string };

async function serve(services: ApiServices, serving: Serving): Promise<AnsweredOnce> {
  const { request, route, id, holder, requestId } = serving;
  const by: By = { ...holder.by, requestId };
  const text = await readText(request, route);
  const key = route.method === "POST" ? readIdempotencyKey(request.headers) : undefined;
  if (route.startsJob) await countEnqueue(services, by, holder.scope.organisationId);
  const { pathname, searchParams } = new URL(request.url);
  const named = { apiKeyId: holder.by.id, key, request: `${route.method} ${pathname}\n${text}` };
  const asked = { by, id, query: readQuery(searchParams), body: parseJson(text) };
  const statusUrlOf = (jobId: string) => `${services.baseUrl}${REST_PREFIX}/jobs/${jobId}/status`;
  return openDoors(services, { scope: holder.scope, by }).inScope((tx) =>
    answerOnce(tx, named, async () => {
      const answer = await route.run({ ...asked, tx, statusUrlOf });
      if (route.audit) await writeAudit(tx, { by, action: route.audit, target: { kind: "job", id } });
      return answer;
    }),
  );
}

function readIdempotencyKey(headers: Headers): string | undefined {
  const key = headers.get("idempotency-key");
  if (key === null) return undefined;
  if (!IDEMPOTENCY_KEY.test(key))
    throw invalidInput({ "Idempotency-Key": "An Idempotency-Key is 1 to 200 printable characters without spaces." });
  return key;
}

/** A name that stands once is text, one that is repeated a list; those that may repeat are lists even so. */
function readQuery(params: URLSearchParams): Record<string, unknown> {
  const lists = new Set(["status", "type"]);
  const names = [...new Set(params.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = params.getAll(name);
      return [name, lists.has(name) || values.length > 1 ? values : values[0]];
    }),
  );
}

async function readText(request: Request, { body }: RestRoute): Promise<string> {
  if (!body) return "";
  const limited = await readLimitedBody(request);
  if (!limited) throw new TRPCError({ code: "PAYLOAD_TOO_LARGE" });
  const text = await limited.text();
  if (text === "" && body.isOptional) return "{}";
  if (!/^application\/(.+\+)?json\b/i.test(request.headers.get("content-type") ?? ""))
    throw new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE" });
  return text;
}

function parseJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TRPCError({ code: "PARSE_ERROR", cause });
  }
}

function toResponse({ status, body, isRepeat }: AnsweredOnce): Response {
  const headers = new Headers({ "cache-control": "no-store" });
  if (status === 202 && typeof body.statusUrl === "string") headers.set("location", body.statusUrl);
  if (isRepeat) headers.set("idempotency-replayed", "true");
  return Response.json(body, { status, headers });
}

/** How much is left, in the header fields that programs know. */
function withLimit(response: Response, limit: LimitState | undefined): Response {
  if (!limit) return response;
  response.headers.set("ratelimit-limit", String(limit.uses));
  response.headers.set("ratelimit-remaining", String(Math.max(0, limit.uses - limit.used)));
  response.headers.set("ratelimit-reset", String(Math.ceil(limit.resetMs / 1000)));
  return response;
}

import { randomUUID } from "node:crypto";
import { type By, DomainError, notFound } from "@pumpd/domain";
import { authenticateKey } from "@pumpd/domain/api-keys";
import { enqueueJob, readJobRecord } from "@pumpd/domain/jobs";
import { TRPCError } from "@trpc/server";
import { readLimitedBody } from "../limited-body.ts";
import { type Doors, openDoors } from "../member-context.ts";
import { problemOf } from "../problem.ts";
import type { ApiServices } from "../services.ts";
import { toJobStatusRead } from "./job-status-read.ts";
import { describeRest } from "./open-api.ts";
import { jobAcceptedSchema, jobPostSchema, jobStatusReadSchema } from "./rest-schemas.ts";

export const REST_PREFIX = "/api/v1";

type RestCall = Doors & { request: Request; services: ApiServices; by: By };
type Route = { method: "GET" | "POST"; path: RegExp; answer: (call: RestCall, id: string) => Promise<Response> };

const ROUTES: readonly Route[] = [
  { method: "POST", path: /^\/jobs$/, answer: postJob },
  { method: "GET", path: /^\/jobs\/([\w-]{1,60})\/status$/, answer: readStatus },
];

/** Serves `/api/v1/*`: the same verbs as the pages, for programs with an `x-api-key`. */
export async function handleRest(services: ApiServices, request: Request): Promise<Response> {
  const requestId = randomUUID();
  const where = new URL(request.url).pathname.slice(REST_PREFIX.length);
  try {
    if (where === "/openapi.json" && request.method === "GET") return Response.json(describeRest(services.baseUrl));
    const { route, id } = findRoute(request.method, where);
    const { scope, by: holder } = await requireKey(services, request.headers);
    const by = { ...holder, requestId };
    return await route.answer({ request, services, by, ...openDoors(services, { scope, by }) }, id);
  } catch (error) {
    return problemOf({ error, requestId, where: `${request.method} ${where}`, reportError: services.reportError });
  }
}

function findRoute(method: string, where: string): { route: Route; id: string } {
  const here = ROUTES.filter(({ path }) => path.test(where));
  const route = here.find((one) => one.method === method);
  if (here.length === 0) throw notFound("thing");
  if (!route) throw new TRPCError({ code: "METHOD_NOT_SUPPORTED" });
  return { route, id: route.path.exec(where)?.[1] ?? "" };
}

async function requireKey({ db }: ApiServices, headers: Headers) {
  const holder = await authenticateKey(db, headers.get("x-api-key") ?? "");
  if (!holder) throw new DomainError("SIGNED_OUT", "This needs an API key that still counts, in the header x-api-key.");
  return holder;
}

async function postJob({ request, services, by, inScope }: RestCall): Promise<Response> {
  const asked = jobPostSchema.parse(await readJson(request));
  const { jobId, status } = await inScope((tx) => enqueueJob(tx, { by, ...asked }));
  const statusUrl = `${services.baseUrl}${REST_PREFIX}/jobs/${jobId}/status`;
  const headers = { location: statusUrl, "cache-control": "no-store" };
  return Response.json(jobAcceptedSchema.parse({ jobId, status, statusUrl }), { status: 202, headers });
}

async function readStatus({ inScope }: RestCall, id: string): Promise<Response> {
  const job = await inScope((tx) => readJobRecord(tx, id));
  const answer = jobStatusReadSchema.parse(toJobStatusRead(job, Date.now()));
  return Response.json(answer, { headers: { "cache-control": "no-store" } });
}

async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/(.+\+)?json\b/i.test(request.headers.get("content-type") ?? ""))
    throw new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE" });
  const limited = await readLimitedBody(request);
  if (!limited) throw new TRPCError({ code: "PAYLOAD_TOO_LARGE" });
  return limited.json().catch((cause: unknown) => {
    throw new TRPCError({ code: "PARSE_ERROR", cause });
  });
}

import { jobRegistry } from "@pumpd/domain/jobs";
import { z } from "zod";
import { PROBLEM_TYPE } from "../problem.ts";
import { problemSchema } from "./rest-schemas.ts";
import { type RestRoute, ROUTES } from "./routes.ts";

type Json = Record<string, unknown>;

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const json = (name: string): Json => ({ "application/json": { schema: ref(name) } });
const problem = (description: string): Json => ({
  description,
  content: { [PROBLEM_TYPE]: { schema: ref("Problem") } },
});

/** The description that programs generate their clients from: made of the list that is served and the schemas that judge. */
export function describeRest(baseUrl: string): Json {
  return {
    openapi: "3.1.0",
    info: { title: "Pumpd onboarding", version: "1", description: "Start jobs at the portal and ask how they went." },
    servers: [{ url: baseUrl }],
    security: [{ apiKey: [] }],
    paths: describePaths(),
    components: {
      securitySchemes: { apiKey: { type: "apiKey", in: "header", name: "x-api-key" } },
      schemas: { ...routeSchemas(), Problem: schemaOf(problemSchema, "output"), ...inputSchemas() },
    },
  };
}

function describePaths(): Json {
  const paths: Record<string, Json> = {};
  for (const route of ROUTES) {
    const path = `/api/v1${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route) };
  }
  return paths;
}

function describeRoute(route: RestRoute): Json {
  const { operationId, summary, keyScope, body, answer } = route;
  return {
    operationId,
    summary,
    description: `Needs a key with the scope ${keyScope}.`,
    parameters: describeParameters(route),
    ...(body && { requestBody: { required: !body.isOptional, content: json(body.name) } }),
    responses: {
      [answer.status]: { description: answer.description, headers: LIMIT_HEADERS, content: json(answer.name) },
      ...describeProblems(route),
    },
  };
}

function describeParameters({ path, method, query }: RestRoute): Json[] {
  const parameters: Json[] = [];
  if (path.includes("{id}"))
    parameters.push({
      name: "id",
      in: "path",
      required: true,
      schema: { type: "string" },
      description: "uuid or short id",
    });
  if (method === "POST")
    parameters.push({
      name: "Idempotency-Key",
      in: "header",
      schema: { type: "string", maxLength: 200 },
      description:
        "Your name for this request. Sent again within 24 hours it is answered as the first time and does nothing.",
    });
  const { properties = {} } = query ? schemaOf(query, "input") : {};
  for (const [name, schema] of Object.entries(properties as Json)) parameters.push({ name, in: "query", schema });
  return parameters;
}

function describeProblems({ method, problems }: RestRoute): Json {
  const all: Record<string, string> = {
    400: "The request does not fit; `fields` says where",
    401: "No key, or one that does not count any more",
    403: "The key has not the scope for this",
    429: "Too many; the header Retry-After says in how many seconds to go on",
    503: "Our database is away; nothing was changed",
    ...(method === "POST" && { 409: "This Idempotency-Key stood for another request" }),
    ...problems,
  };
  return Object.fromEntries(Object.entries(all).map(([status, description]) => [status, problem(description)]));
}

const whole = (description: string): Json => ({ description, schema: { type: "integer" } });
const LIMIT_HEADERS: Json = {
  "RateLimit-Limit": whole("Requests in a minute"),
  "RateLimit-Remaining": whole("How many are left"),
  "RateLimit-Reset": whole("Seconds until they are all there again"),
};

function routeSchemas(): Json {
  const schemas: Json = {};
  for (const { body, answer } of ROUTES) {
    if (body) schemas[body.name] = schemaOf(body.schema, "input");
    schemas[answer.name] = schemaOf(answer.schema, "output");
  }
  return schemas;
}

/** `Input_register_restaurant` and so on. Nothing is required: what is left out comes from the restaurant. */
function inputSchemas(): Json {
  const known = jobRegistry.types.flatMap((type) => jobRegistry.find(type) ?? []);
  return Object.fromEntries(
    known.map(({ type, input }) => [`Input_${type}`, { ...schemaOf(input, "input"), required: undefined }]),
  );
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: "draft-2020-12", unrepresentable: "any" });
  return rest;
}

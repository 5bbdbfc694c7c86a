import { jobRegistry } from "@pumpd/domain/jobs";
import { z } from "zod";
import { PROBLEM_TYPE } from "../problem.ts";
import { jobAcceptedSchema, jobPostSchema, jobStatusReadSchema, problemSchema } from "./rest-schemas.ts";

type Json = Record<string, unknown>;

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const json = (name: string): Json => ({ "application/json": { schema: ref(name) } });
const problem = (description: string): Json => ({
  description,
  content: { [PROBLEM_TYPE]: { schema: ref("Problem") } },
});

/** The description that programs generate their clients from: made of the same schemas that judge the requests. */
export function describeRest(baseUrl: string): Json {
  return {
    openapi: "3.1.0",
    info: { title: "Pumpd onboarding", version: "1", description: "Start jobs at the portal and ask how they went." },
    servers: [{ url: baseUrl }],
    security: [{ apiKey: [] }],
    paths: { "/api/v1/jobs": { post: postJob }, "/api/v1/jobs/{id}/status": { get: readStatus } },
    components: {
      securitySchemes: { apiKey: { type: "apiKey", in: "header", name: "x-api-key" } },
      schemas: {
        JobPost: schemaOf(jobPostSchema, "input"),
        JobAccepted: schemaOf(jobAcceptedSchema, "output"),
        JobStatus: schemaOf(jobStatusReadSchema, "output"),
        Problem: schemaOf(problemSchema, "output"),
        ...inputSchemas(),
      },
    },
  };
}

const postJob: Json = {
  operationId: "postJob",
  summary: "Ask for a job. Asking again while it is open answers the same job.",
  requestBody: { required: true, content: json("JobPost") },
  responses: {
    202: { description: "Accepted: it ends in an end state or before a person", content: json("JobAccepted") },
    400: problem("The request does not fit; `fields` says where"),
    401: problem("No key, or one that does not count any more"),
    404: problem("No such restaurant"),
    412: problem("Something must be done first; `checks` says what"),
    422: problem("No such job type"),
    503: problem("Our database is away; nothing was changed"),
  },
};

const readStatus: Json = {
  operationId: "readJobStatus",
  summary: "How a job stands.",
  parameters: [{ name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } }],
  responses: {
    200: { description: "Its status", content: json("JobStatus") },
    401: problem("No key, or one that does not count any more"),
    404: problem("No such job"),
    503: problem("Our database is away"),
  },
};

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

/** The addresses for programs. What is served and what OpenAPI describes is this one list. */

import type { ScopedTx } from "@pumpd/db";
import type { By } from "@pumpd/domain";
import type { OnceAnswer } from "@pumpd/domain/api-keys";
import { cancelJob, enqueueJob, listJobs, readJobRecord, retryJob } from "@pumpd/domain/jobs";
import type { ApiKeyScope } from "@pumpd/model";
import type { z } from "zod";
import { listJobTypes } from "../job-types.ts";
import { toJobListed, toJobStatusRead } from "./job-status-read.ts";
import * as schemas from "./rest-schemas.ts";

/** What an answer is made of: the caller has parsed query and body with the route's own schemas. */
export type RouteCall<Query, Body> = {
  tx: ScopedTx;
  by: By;
  /** of the path, or "" */
  id: string;
  query: Query;
  body: Body;
  statusUrlOf: (jobId: string) => string;
};

type Described = { schema: z.ZodType; name: string };

export type RestRoute = {
  method: "GET" | "POST";
  /** below /api/v1; `{id}` is a job's uuid or short id */
  path: string;
  operationId: string;
  summary: string;
  keyScope: ApiKeyScope;
  /** POST only: counted against the organisation's limit of new jobs */
  startsJob: boolean;
  /** written to the audit log with the job as its target; null where the verb writes it or nothing changes */
  audit: string | null;
  query?: z.ZodType;
  body?: Described & { isOptional: boolean };
  answer: Described & { status: number; description: string };
  /** refusals beside those that every address has */
  problems: Readonly<Record<number, string>>;
  run: (call: RouteCall<unknown, unknown>) => Promise<OnceAnswer>;
};

type Definition<Query extends z.ZodType, Body extends z.ZodType> = Omit<
  RestRoute,
  "query" | "body" | "run" | "startsJob" | "audit"
> & {
  startsJob?: boolean;
  audit?: string;
  query?: Query;
  body?: { schema: Body; name: string; isOptional: boolean };
  run: (call: RouteCall<z.output<Query>, z.output<Body>>) => Promise<Record<string, unknown>>;
};

/** Forgets the types of one route's query and body behind the schemas that make them. */
function route<Query extends z.ZodType, Body extends z.ZodType>(definition: Definition<Query, Body>): RestRoute {
  const { run, query, body, answer } = definition;
  return {
    startsJob: false,
    audit: null,
    ...definition,
    run: async (call) => {
      const typed = {
        ...call,
        query: query?.parse(call.query) as z.output<Query>,
        body: body?.schema.parse(call.body) as z.output<Body>,
      };
      // Output schemas pick fields: what they do not name does not leave the server.
      return { status: answer.status, body: answer.schema.parse(await run(typed)) as Record<string, unknown> };
    },
  };
}

const NO_JOB = "No such job";

export const ROUTES: readonly RestRoute[] = [
  route({
    method: "GET",
    path: "/job-types",
    operationId: "listJobTypes",
    summary: "What can be asked for.",
    keyScope: "jobs:read",
    answer: { status: 200, description: "The job types", schema: schemas.jobTypesReadSchema, name: "JobTypes" },
    problems: {},
    run: async () => ({ jobTypes: listJobTypes() }),
  }),
  route({
    method: "POST",
    path: "/jobs",
    operationId: "postJob",
    summary: "Ask for a job. Asking again while it is open answers the same job.",
    keyScope: "jobs:run",
    startsJob: true,
    body: { schema: schemas.jobPostSchema, name: "JobPost", isOptional: false },
    answer: {
      status: 202,
      description: "Accepted: it ends in an end state or before a person",
      schema: schemas.jobAcceptedSchema,
      name: "JobAccepted",
    },
    problems: {
      404: "No such restaurant",
      412: "Something must be done first; `checks` says what",
      422: "No such job type",
    },
    run: async ({ tx, by, body, statusUrlOf }) => {
      const { jobId, status } = await enqueueJob(tx, { by, ...body });
      return { jobId, status, statusUrl: statusUrlOf(jobId) };
    },
  }),
  route({
    method: "GET",
    path: "/jobs",
    operationId: "listJobs",
    summary: "Jobs, newest activity first.",
    keyScope: "jobs:read",
    query: schemas.jobListQuerySchema,
    answer: { status: 200, description: "A page of jobs", schema: schemas.jobListReadSchema, name: "JobList" },
    problems: {},
    run: async ({ tx, query: { status, type, restaurantId, ...query }, statusUrlOf }) => {
      const restaurantIds = restaurantId ? [restaurantId] : undefined;
      const { rows, nextCursor } = await listJobs(tx, { ...query, statuses: status, types: type, restaurantIds });
      return { jobs: rows.map((row) => toJobListed(row, statusUrlOf(row.id))), nextCursor };
    },
  }),
  route({
    method: "GET",
    path: "/jobs/{id}/status",
    operationId: "readJobStatus",
    summary: "How a job stands.",
    keyScope: "jobs:read",
    answer: { status: 200, description: "Its status", schema: schemas.jobStatusReadSchema, name: "JobStatus" },
    problems: { 404: NO_JOB },
    run: async ({ tx, id }) => toJobStatusRead(await readJobRecord(tx, id), Date.now()),
  }),
  route({
    method: "POST",
    path: "/jobs/{id}/cancel",
    operationId: "cancelJob",
    summary: "Stop a job: a waiting one at once, a running one after what is under way.",
    keyScope: "jobs:run",
    audit: "job.cancel",
    answer: { status: 200, description: "What that did", schema: schemas.jobActedSchema, name: "JobActed" },
    problems: { 404: NO_JOB },
    run: async ({ tx, by, id }) => ({ jobId: id, ...(await cancelJob(tx, { id, by })) }),
  }),
  route({
    method: "POST",
    path: "/jobs/{id}/retry",
    operationId: "retryJob",
    summary: "Run a job that failed, timed out or was stopped once more, with fresh tries.",
    keyScope: "jobs:run",
    startsJob: true,
    audit: "job.retry",
    body: { schema: schemas.retryPostSchema, name: "JobRetry", isOptional: true },
    answer: { status: 200, description: "What that did", schema: schemas.jobActedSchema, name: "JobActed" },
    problems: { 404: NO_JOB },
    run: async ({ tx, by, id, body: { how } }) => ({ jobId: id, ...(await retryJob(tx, { id, by, how })) }),
  }),
];

const WITH_ID = /\{id\}/;

/** The routes at an address, whatever their method, with what stands for `{id}`. */
export function routesAt(path: string): { route: RestRoute; id: string }[] {
  return ROUTES.flatMap((route) => {
    const pattern = new RegExp(`^${route.path.replace(WITH_ID, "([\\w-]{1,60})")}$`);
    const found = pattern.exec(path);
    return found ? [{ route, id: found[1] ?? "" }] : [];
  });
}

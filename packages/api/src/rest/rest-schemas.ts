/** What programs send and get. Times are ISO 8601 in UTC, durations milliseconds. OpenAPI is made from these. */
import {
  failureClassSchema,
  failureCodeSchema,
  jobModeSchema,
  jobStatusSchema,
  outcomeSchema,
  progressSchema,
} from "@pumpd/model";
import { z } from "zod";
import { jobTypeSchema, preflightCheckSchema } from "../contract.ts";

const time = z.iso.datetime().nullable();

export const jobPostSchema = z.strictObject({
  type: z.string().max(60).meta({ description: "The job type, for example register_restaurant" }),
  restaurantId: z.uuid(),
  input: z.record(z.string().max(60), z.unknown()).optional().meta({
    description: "What it leaves out comes from the restaurant. Its shape depends on the type, see the schemas",
  }),
  priority: z.enum(["normal", "bulk"]).optional().meta({
    description: "How soon it is wanted; without it the type's own. Urgent is for people",
  }),
});

export const jobAcceptedSchema = z.object({
  jobId: z.uuid(),
  status: jobStatusSchema,
  statusUrl: z.url().meta({ description: "Ask here until the status is completed, failed, timeout or cancelled" }),
});

export const retryPostSchema = z.strictObject({
  how: z.enum(["resume", "start_over"]).default("resume").meta({
    description: "resume trusts what earlier tries have seen at the portal; start_over looks at all of it again",
  }),
});

export const jobActedSchema = z.object({
  jobId: z.string().meta({ description: "As it was asked" }),
  changed: z.boolean().meta({ description: "false: it was so already, or it cannot be; the message says which" }),
  status: jobStatusSchema,
  message: z.string().meta({ description: "One sentence for people" }),
});

const errorSchema = z
  .object({
    code: failureCodeSchema,
    class: failureClassSchema,
    message: z.string(),
    about: z.record(z.string(), z.unknown()),
  })
  .nullable();

export const jobStatusReadSchema = z.object({
  jobId: z.uuid(),
  status: jobStatusSchema,
  outcome: outcomeSchema
    .nullable()
    .meta({ description: "Of a completed job: partial says that something was left out" }),
  startedAt: time,
  completedAt: time,
  durationMs: z.number().int().nullable().meta({ description: "From the first start to the end, or until now" }),
  progress: progressSchema.omit({ item: true }),
  result: z.record(z.string(), z.unknown()).nullable().meta({ description: "What was read back from the portal" }),
  error: errorSchema,
});
export type JobStatusRead = z.infer<typeof jobStatusReadSchema>;

/** One thing or several, as an address repeats a name: `status=failed&status=timeout`. */
const several = <T extends z.ZodType>(one: T, most: number) => z.array(one).max(most).optional();

export const jobListQuerySchema = z.strictObject({
  status: several(jobStatusSchema, 7),
  type: several(z.string().max(60), 20),
  restaurantId: z.uuid().optional(),
  q: z
    .string()
    .trim()
    .max(120)
    .optional()
    .meta({ description: "Restaurant name, short id, portal id or failure code" }),
  cursor: z.string().max(120).optional().meta({ description: "nextCursor of the page before" }),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const jobListedSchema = z.object({
  jobId: z.uuid(),
  shortId: z.string(),
  type: z.string(),
  mode: jobModeSchema,
  status: jobStatusSchema,
  outcome: outcomeSchema.nullable(),
  restaurant: z.object({ id: z.uuid(), name: z.string() }),
  summary: z.string().nullable(),
  error: errorSchema,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  startedAt: time,
  completedAt: time,
  statusUrl: z.url(),
});
export type JobListed = z.infer<typeof jobListedSchema>;

export const jobListReadSchema = z.object({
  jobs: z.array(jobListedSchema).meta({ description: "Newest activity first" }),
  nextCursor: z.string().nullable().meta({ description: "null: this was the last page" }),
});

export const jobTypesReadSchema = z.object({ jobTypes: z.array(jobTypeSchema) });

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().meta({ description: "One or two sentences for people" }),
  code: z.string(),
  fields: z.record(z.string(), z.string()).meta({ description: "Dotted path of a field to what is wrong with it" }),
  checks: z.array(preflightCheckSchema).optional().meta({ description: "Of a job that something must come before" }),
  requestId: z.string(),
});

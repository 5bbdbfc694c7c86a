/** What programs send and get. Times are ISO 8601 in UTC, durations milliseconds. OpenAPI is made from these. */
import { failureClassSchema, failureCodeSchema, jobStatusSchema, outcomeSchema, progressSchema } from "@pumpd/model";
import { z } from "zod";
import { preflightCheckSchema } from "../contract.ts";

const time = z.iso.datetime().nullable();

export const jobPostSchema = z.strictObject({
  type: z.string().max(60).meta({ description: "The job type, for example register_restaurant" }),
  restaurantId: z.uuid(),
  input: z.record(z.string().max(60), z.unknown()).optional().meta({
    description: "What it leaves out comes from the restaurant. Its shape depends on the type, see the schemas",
  }),
});

export const jobAcceptedSchema = z.object({
  jobId: z.uuid(),
  status: jobStatusSchema,
  statusUrl: z.url().meta({ description: "Ask here until the status is completed, failed, timeout or cancelled" }),
});

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
  error: z
    .object({
      code: failureCodeSchema,
      class: failureClassSchema,
      message: z.string(),
      about: z.record(z.string(), z.unknown()),
    })
    .nullable(),
});
export type JobStatusRead = z.infer<typeof jobStatusReadSchema>;

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

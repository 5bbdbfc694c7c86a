import { z } from "zod";

/** What an API key is good for. `jobs:run` starts, stops and retries; `jobs:read` looks. */
export const API_KEY_SCOPES = ["jobs:read", "jobs:run"] as const;
export const apiKeyScopeSchema = z.enum(API_KEY_SCOPES);
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

/** What a webhook tells: that a job ended, and how, or that it stands before a person. */
export const WEBHOOK_EVENTS = [
  "job.completed",
  "job.failed",
  "job.timeout",
  "job.cancelled",
  "job.needs_review",
] as const;
export const webhookEventSchema = z.enum(WEBHOOK_EVENTS);
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

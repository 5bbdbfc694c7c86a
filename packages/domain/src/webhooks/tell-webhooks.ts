import { type JobStatus, WEBHOOK_EVENTS, type WebhookEvent } from "@pumpd/model";
import { type SQL, sql } from "drizzle-orm";

/**
 * Writes a note for each webhook that wants to know that a job ended or stands before a person; a part of the statement
 * whose `moved` is the job's new row, so either both are true or neither. Undefined for a status that nobody is told of.
 * Without input and result, which may hold what the receiver should not.
 */
export function tellWebhooks(to: JobStatus): SQL | undefined {
  const event = eventOf(to);
  if (!event) return undefined;
  return sql`
    insert into webhook_deliveries (organisation_id, webhook_id, job_id, event, payload)
    select moved.organisation_id, webhooks.id, moved.id, ${event}, jsonb_build_object(
      'type', ${event}::text,
      'timestamp', to_char(moved.updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'data', jsonb_build_object(
        'jobId', moved.id, 'shortId', moved.short_id, 'jobType', moved.type, 'mode', moved.mode,
        'restaurantId', moved.restaurant_id, 'status', moved.status, 'outcome', moved.outcome,
        'failureCode', moved.failure_code))
    from moved
    join webhooks on webhooks.organisation_id = moved.organisation_id and webhooks.removed_at is null
      and ${event} = any(webhooks.events)`;
}

function eventOf(status: JobStatus): WebhookEvent | undefined {
  return WEBHOOK_EVENTS.find((event) => event === `job.${status}`);
}

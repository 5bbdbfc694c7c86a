import type { ScopedTx, tables } from "@pumpd/db";
import { type JobStatus, WEBHOOK_EVENTS, type WebhookEvent } from "@pumpd/model";
import { sql } from "drizzle-orm";

/**
 * Notes for each webhook that wants to know that a job ended or stands before a person. In the transaction of that
 * change: either both are true or neither. Without input and result, which may hold what the receiver should not.
 */
export async function tellWebhooks(tx: ScopedTx, job: typeof tables.jobs.$inferSelect): Promise<void> {
  const event = eventOf(job.status);
  if (!event) return;
  const payload = {
    type: event,
    timestamp: job.updatedAt.toISOString(),
    data: {
      jobId: job.id,
      shortId: job.shortId,
      jobType: job.type,
      mode: job.mode,
      restaurantId: job.restaurantId,
      status: job.status,
      outcome: job.outcome,
      failureCode: job.failureCode,
    },
  };
  await tx.execute(sql`
    insert into webhook_deliveries (organisation_id, webhook_id, job_id, event, payload)
    select organisation_id, id, ${job.id}::uuid, ${event}, ${JSON.stringify(payload)}::jsonb from webhooks
    where organisation_id = ${tx.scope.organisationId} and removed_at is null and ${event} = any(events)`);
}

function eventOf(status: JobStatus): WebhookEvent | undefined {
  return WEBHOOK_EVENTS.find((event) => event === `job.${status}`);
}

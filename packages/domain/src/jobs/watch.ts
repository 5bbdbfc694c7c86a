import { type ScopedTx, tables } from "@pumpd/db";
import { and, eq, gt, sql } from "drizzle-orm";
import { readJobRecord } from "./read-job-record.ts";
import { notifyWorkers } from "./wake.ts";

const WATCH_SECONDS = 15;

/** Somebody looks at the live picture: the worker draws it for the next 15 s. Throws NOT_FOUND. */
export async function watchJob(tx: ScopedTx, id: string): Promise<void> {
  const job = await readJobRecord(tx, id);
  const watching = await tx.$count(
    tables.liveWatchers,
    and(eq(tables.liveWatchers.jobId, job.id), gt(tables.liveWatchers.until, sql`now()`)),
  );
  const until = sql`now() + make_interval(secs => ${WATCH_SECONDS})`;
  await tx
    .insert(tables.liveWatchers)
    .values({ jobId: job.id, organisationId: tx.scope.organisationId, until })
    .onConflictDoUpdate({ target: tables.liveWatchers.jobId, set: { until } });
  // The first look does not wait for the worker's next heartbeat: many jobs would be over by then.
  if (watching === 0) await notifyWorkers(tx, job.id);
}

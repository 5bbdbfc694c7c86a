import { type ScopedTx, tables } from "@pumpd/db";
import { shortIdSchema, uuidSchema } from "@pumpd/model";
import { eq } from "drizzle-orm";
import { notFound } from "../errors.ts";
import type { JobRecord } from "./transition.ts";

const { jobs } = tables;

/** A job by uuid or short id. Throws NOT_FOUND, also for another organisation's. */
export async function readJobRecord(tx: ScopedTx, id: string): Promise<JobRecord> {
  const where = jobKey(id);
  const [job] = where ? await tx.select().from(jobs).where(where) : [];
  if (!job) throw notFound("job");
  return job;
}

/** The same, and nobody else moves it before this transaction ends. */
export async function lockJob(tx: ScopedTx, id: string): Promise<JobRecord> {
  const where = jobKey(id);
  const [job] = where ? await tx.select().from(jobs).where(where).for("no key update") : [];
  if (!job) throw notFound("job");
  return job;
}

function jobKey(id: string) {
  if (uuidSchema.safeParse(id).success) return eq(jobs.id, id);
  return shortIdSchema.safeParse(id).success ? eq(jobs.shortId, id) : undefined;
}

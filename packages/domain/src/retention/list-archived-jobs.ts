import { type ScopedTx, tables } from "@pumpd/db";
import type { JobMode, JobStatus, Outcome } from "@pumpd/model";
import { and, desc, eq } from "drizzle-orm";
import { notFound } from "../errors.ts";

const { jobsArchive, restaurants } = tables;
const SHOWN = 50;

/** Times are ISO 8601 in UTC. */
export type ArchivedJob = {
  id: string;
  shortId: string;
  type: string;
  mode: JobMode;
  status: JobStatus;
  outcome: Outcome | null;
  summary: string | null;
  askedBy: string;
  completedAt: string;
};

/** What a restaurant's jobs were before their details were let go, newest first. Throws NOT_FOUND. */
export async function listArchivedJobs(tx: ScopedTx, { id }: { id: string }): Promise<ArchivedJob[]> {
  const [restaurant] = await tx.select({ id: restaurants.id }).from(restaurants).where(eq(restaurants.id, id));
  if (!restaurant) throw notFound("restaurant");
  const rows = await tx
    .select({
      id: jobsArchive.id,
      shortId: jobsArchive.shortId,
      type: jobsArchive.type,
      mode: jobsArchive.mode,
      status: jobsArchive.status,
      outcome: jobsArchive.outcome,
      summary: jobsArchive.summary,
      askedBy: jobsArchive.createdByName,
      completedAt: jobsArchive.completedAt,
    })
    .from(jobsArchive)
    .where(and(eq(jobsArchive.organisationId, tx.scope.organisationId), eq(jobsArchive.restaurantId, id)))
    .orderBy(desc(jobsArchive.completedAt))
    .limit(SHOWN);
  return rows.map((row) => ({ ...row, completedAt: row.completedAt.toISOString() }));
}

import { type ScopedTx, tables } from "@pumpd/db";
import { eq, sql } from "drizzle-orm";
import type { By } from "../by.ts";
import type { Acted } from "./acted.ts";
import { addEvent } from "./add-event.ts";
import { lockJob } from "./read-job-record.ts";

export type TakeRequest = { id: string; by: By };

/** Says who looks after a job; taking one that somebody else has is allowed and written down. Throws NOT_FOUND. */
export async function takeJob(tx: ScopedTx, { id, by }: TakeRequest): Promise<Acted> {
  const job = await lockJob(tx, id);
  if (job.ownerId === by.id) return { changed: false, status: job.status, message: "It is yours already." };
  await setOwner(tx, { jobId: job.id, owner: { id: by.id, name: by.name } });
  await addEvent(tx, { jobId: job.id, attempt: job.attempt, kind: "taken", by });
  return {
    changed: true,
    status: job.status,
    message: job.ownerName ? `It is yours now; ${job.ownerName} had it.` : "It is yours.",
  };
}

/** Gives a job back to everybody. Throws NOT_FOUND. */
export async function giveBackJob(tx: ScopedTx, { id, by }: TakeRequest): Promise<Acted> {
  const job = await lockJob(tx, id);
  if (!job.ownerId) return { changed: false, status: job.status, message: "Nobody has it." };
  await setOwner(tx, { jobId: job.id, owner: null });
  await addEvent(tx, { jobId: job.id, attempt: job.attempt, kind: "given_back", by });
  return { changed: true, status: job.status, message: "Nobody has it now." };
}

type NewOwner = { jobId: string; owner: { id: string; name: string } | null };

async function setOwner(tx: ScopedTx, { jobId, owner }: NewOwner): Promise<void> {
  await tx
    .update(tables.jobs)
    .set({ ownerId: owner?.id ?? null, ownerName: owner?.name ?? null, updatedAt: sql`clock_timestamp()` })
    .where(eq(tables.jobs.id, jobId));
}

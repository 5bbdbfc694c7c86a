import { type ScopedTx, tables } from "@pumpd/db";
import { eq } from "drizzle-orm";
import { uploadedBytes } from "../artifacts/require-upload-room.ts";
import { notFound } from "../errors.ts";
import { waitingJobs } from "../jobs/require-room.ts";

export type Limit = { used: number; most: number };
export type Limits = { waitingJobs: Limit; uploadBytes: Limit };

/** What the organisation may have at once, and how much of it is used. */
export async function readLimits(tx: ScopedTx): Promise<Limits> {
  const { organisations } = tables;
  const [row] = await tx
    .select({
      waiting: waitingJobs(),
      mostWaiting: organisations.maxWaitingJobs,
      bytes: uploadedBytes(),
      mostBytes: organisations.maxUploadBytes,
    })
    .from(organisations)
    .where(eq(organisations.id, tx.scope.organisationId));
  if (!row) throw notFound("organisation");
  return {
    waitingJobs: { used: row.waiting, most: row.mostWaiting },
    uploadBytes: { used: row.bytes, most: row.mostBytes },
  };
}

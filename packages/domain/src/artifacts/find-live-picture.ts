import { type ScopedTx, tables } from "@pumpd/db";
import { uuidSchema } from "@pumpd/model";
import { eq } from "drizzle-orm";

export type LivePicture = { bytes: Uint8Array; contentType: string; at: Date };

/** The newest live frame of a running job, if there is one. */
export async function findLivePicture(tx: ScopedTx, jobId: string): Promise<LivePicture | undefined> {
  if (!uuidSchema.safeParse(jobId).success) return undefined;
  const { livePictures } = tables;
  const [row] = await tx.select().from(livePictures).where(eq(livePictures.jobId, jobId));
  return row && { bytes: row.bytes, contentType: row.contentType, at: row.at };
}

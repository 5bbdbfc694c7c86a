import { type ScopedTx, tables } from "@pumpd/db";
import { type UploadKind, uploadKindSchema } from "@pumpd/model";
import { and, desc, eq, isNull } from "drizzle-orm";
import { requireRestaurant } from "./require-restaurant.ts";

export type StoredUpload = {
  id: string;
  kind: UploadKind;
  fileName: string;
  bytes: number;
  sha256: string;
  /** ISO 8601, UTC */
  at: string;
};

const { artifacts } = tables;
const SHOWN = 50;

/** The newest files that staff handed us for a restaurant; pictures that a run took are not among them. Throws NOT_FOUND. */
export async function listUploads(tx: ScopedTx, restaurantId: string): Promise<StoredUpload[]> {
  await requireRestaurant(tx, restaurantId);
  const rows = await tx
    .select()
    .from(artifacts)
    .where(and(eq(artifacts.restaurantId, restaurantId), isNull(artifacts.jobId)))
    .orderBy(desc(artifacts.createdAt))
    .limit(SHOWN);
  return rows.flatMap(({ id, kind, fileName, size, sha256, createdAt }) => {
    const upload = uploadKindSchema.safeParse(kind);
    if (!upload.success || fileName === null) return [];
    return [{ id, kind: upload.data, fileName, bytes: size, sha256, at: createdAt.toISOString() }];
  });
}

import { type ScopedTx, tables } from "@pumpd/db";
import { uuidSchema } from "@pumpd/model";
import { eq } from "drizzle-orm";
import { notFound } from "../errors.ts";
import type { ArtifactStore } from "./artifact-store.ts";

export type Artifact = {
  id: string;
  kind: string;
  contentType: string;
  /** of an upload */
  fileName: string | null;
  bytes: Uint8Array;
  sha256: string;
};

/** An artifact of the organisation with its bytes. Throws NOT_FOUND, also when only the file is gone. */
export async function readArtifact(
  tx: ScopedTx,
  { id, store }: { id: string; store: ArtifactStore },
): Promise<Artifact> {
  const [row] = uuidSchema.safeParse(id).success
    ? await tx.select().from(tables.artifacts).where(eq(tables.artifacts.id, id))
    : [];
  const bytes = row && (await store.read(row.storageKey));
  if (!row || !bytes) throw notFound("file");
  const { kind, contentType, fileName, sha256 } = row;
  return { id: row.id, kind, contentType, fileName, sha256, bytes };
}

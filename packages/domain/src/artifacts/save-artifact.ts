import { createHash, randomUUID } from "node:crypto";
import { type OrgScope, type ScopedTx, type Transactor, tables, withScope } from "@pumpd/db";
import type { UploadKind } from "@pumpd/model";
import { sql } from "drizzle-orm";
import type { ArtifactStore } from "./artifact-store.ts";

export type ArtifactKind = "step" | "failure" | "review" | UploadKind;

export type NewArtifact = {
  scope: OrgScope;
  store: ArtifactStore;
  kind: ArtifactKind;
  bytes: Uint8Array;
  /** one of `CONTENT_TYPES` */
  contentType: string;
  restaurantId?: string;
  jobId?: string;
  attempt?: number;
  step?: string | null;
  caption?: string | null;
  /** of an upload: what the person's computer called it */
  fileName?: string;
};

/** What we store, and the ending of its file. Nothing that a browser would run. */
export const CONTENT_TYPES: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "text/csv": "csv",
  "text/plain": "txt",
};

const PICTURE_DAYS = 30;
/** Longer than the draft of a form is kept, which may name it. A job that names it keeps it for good (`keepNamedFiles`). */
export const UNNAMED_UPLOAD_DAYS = 15;

const isPicture = (kind: ArtifactKind) => kind === "step" || kind === "failure" || kind === "review";

function daysToLive({ kind, jobId }: NewArtifact): number | null {
  if (isPicture(kind)) return PICTURE_DAYS;
  return jobId === undefined ? UNNAMED_UPLOAD_DAYS : null;
}

/**
 * Keeps bytes: the file first, then its row, so that a row always has its file. Not in the caller's transaction: a disk
 * is slow, and a file that nobody points to is swept. Answers the artifact's id. Throws what the disk or database throws.
 * @param also what must be written in the transaction of the row
 */
export async function saveArtifact(
  db: Transactor,
  artifact: NewArtifact,
  also?: (tx: ScopedTx, id: string) => Promise<void>,
): Promise<string> {
  const { scope, store, bytes, contentType, kind } = artifact;
  const ending = CONTENT_TYPES[contentType];
  if (!ending) throw new Error(`artifacts of type ${contentType} are not kept`);
  const id = randomUUID();
  const storageKey = `${scope.organisationId}/${id.slice(0, 2)}/${id}.${ending}`;
  await store.write(storageKey, bytes);
  await withScope(db, scope, async (tx) => {
    await tx.insert(tables.artifacts).values({
      id,
      organisationId: scope.organisationId,
      restaurantId: artifact.restaurantId,
      jobId: artifact.jobId,
      attempt: artifact.attempt,
      step: artifact.step,
      kind,
      caption: artifact.caption,
      fileName: artifact.fileName,
      storageKey,
      contentType,
      size: bytes.byteLength,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      expiresAt: sql`now() + make_interval(days => ${daysToLive(artifact)}::int)`,
    });
    await also?.(tx, id);
  });
  return id;
}

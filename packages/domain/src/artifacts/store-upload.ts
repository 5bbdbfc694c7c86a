import { createHash } from "node:crypto";
import type { StoredFile } from "@pumpd/automations/define";
import { type OrgScope, type ScopedTx, type Transactor, tables, withScope } from "@pumpd/db";
import type { UploadKind } from "@pumpd/model";
import { and, desc, eq, inArray, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import type { ArtifactStore } from "./artifact-store.ts";
import { checkUpload } from "./check-upload.ts";
import { requireRestaurant } from "./require-restaurant.ts";
import { requireUploadRoom } from "./require-upload-room.ts";
import { saveArtifact, UNNAMED_UPLOAD_DAYS } from "./save-artifact.ts";

export type Upload = {
  scope: OrgScope;
  store: ArtifactStore;
  by: By;
  restaurantId: string;
  kind: UploadKind;
  /** as the person's computer calls it */
  fileName: string;
  bytes: Uint8Array;
};

const { artifacts } = tables;

/** A file that a newer one of its name has taken the place of: the form has moved on. */
const SUPERSEDED_DAYS = 1;

/**
 * Checks and keeps a file of a restaurant, with its line in the audit log. The same file again is the one that is there.
 * Until a job names it, it is kept for a while only. Throws NOT_FOUND, INVALID_INPUT and TOO_MANY (no room).
 */
export async function storeUpload(db: Transactor, upload: Upload): Promise<StoredFile> {
  const { scope, store, by, restaurantId, kind } = upload;
  const fileName = tidyFileName(upload.fileName);
  await withScope(db, scope, (tx) => requireRestaurant(tx, restaurantId));
  const { bytes, contentType } = await checkUpload(kind, upload.bytes);
  const size = bytes.byteLength;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const place = { restaurantId, kind, fileName };
  const known = await withScope(db, scope, (tx) => touchSame(tx, place, sha256));
  if (known && (await store.read(known.storageKey))) return { artifactId: known.id, fileName, sha256, bytes: size };
  await withScope(db, scope, (tx) => requireUploadRoom(tx, size));
  const artifactId = await saveArtifact(db, { scope, store, bytes, contentType, ...place }, async (tx, id) => {
    await supersede(tx, place, id);
    await writeAudit(tx, {
      by,
      action: "file.upload",
      target: { kind: "restaurant", id: restaurantId },
      data: { artifactId: id, kind, fileName, bytes: size, sha256 },
    });
  });
  return { artifactId, fileName, sha256, bytes: size };
}

type Place = { restaurantId: string; kind: UploadKind; fileName: string };

const inDays = (days: number) => sql`now() + make_interval(days => ${days})`;
const isAt = ({ restaurantId, kind, fileName }: Place) =>
  and(
    eq(artifacts.restaurantId, restaurantId),
    isNull(artifacts.jobId),
    eq(artifacts.kind, kind),
    eq(artifacts.fileName, fileName),
  );

/** The newest file with these bytes, whose time begins anew. */
async function touchSame(tx: ScopedTx, place: Place, sha256: string) {
  const newest = tx
    .select({ id: artifacts.id })
    .from(artifacts)
    .where(and(isAt(place), eq(artifacts.sha256, sha256)))
    .orderBy(desc(artifacts.createdAt))
    .limit(1);
  const [row] = await tx
    .update(artifacts)
    .set({ expiresAt: sql`case when ${artifacts.expiresAt} is not null then ${inDays(UNNAMED_UPLOAD_DAYS)} end` })
    .where(inArray(artifacts.id, newest))
    .returning({ id: artifacts.id, storageKey: artifacts.storageKey });
  return row;
}

/** What is typed is stored at each pause: of the files that no job has named, the newest is enough. */
async function supersede(tx: ScopedTx, place: Place, newestId: string): Promise<void> {
  await tx
    .update(artifacts)
    .set({ expiresAt: sql`least(${artifacts.expiresAt}, ${inDays(SUPERSEDED_DAYS)})` })
    .where(and(isAt(place), isNotNull(artifacts.expiresAt), ne(artifacts.id, newestId)));
}

const MAX_NAME = 120;

/** Only for people to recognise it by: where the bytes lie is named by us. */
function tidyFileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const tidy = last.normalize("NFC").replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/gu, "");
  return [...tidy.trim()].slice(0, MAX_NAME).join("") || "file";
}

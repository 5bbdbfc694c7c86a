import { createHash } from "node:crypto";
import type { StoredFile } from "@pumpd/automations/define";
import { type OrgScope, type Transactor, tables, withScope } from "@pumpd/db";
import type { UploadKind } from "@pumpd/model";
import { and, desc, eq, isNull } from "drizzle-orm";
import { writeAudit } from "../audit/index.ts";
import type { By } from "../by.ts";
import type { ArtifactStore } from "./artifact-store.ts";
import { checkUpload } from "./check-upload.ts";
import { requireRestaurant } from "./require-restaurant.ts";
import { saveArtifact } from "./save-artifact.ts";

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

/**
 * Checks and keeps a file of a restaurant, with its line in the audit log. The same file again is the one that is there.
 * Throws NOT_FOUND and INVALID_INPUT.
 */
export async function storeUpload(db: Transactor, upload: Upload): Promise<StoredFile> {
  const { scope, store, by, restaurantId, kind } = upload;
  const fileName = tidyFileName(upload.fileName);
  await withScope(db, scope, (tx) => requireRestaurant(tx, restaurantId));
  const { bytes, contentType } = await checkUpload(kind, upload.bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const known = await findSame(db, { scope, restaurantId, kind, fileName, sha256 });
  if (known && (await store.read(known.storageKey)))
    return { artifactId: known.id, fileName, sha256, bytes: bytes.byteLength };
  const artifact = { scope, store, kind, bytes, contentType, restaurantId, fileName };
  const artifactId = await saveArtifact(db, artifact, (tx, id) =>
    writeAudit(tx, {
      by,
      action: "file.upload",
      target: { kind: "restaurant", id: restaurantId },
      data: { artifactId: id, kind, fileName, bytes: bytes.byteLength, sha256 },
    }),
  );
  return { artifactId, fileName, sha256, bytes: bytes.byteLength };
}

type Same = { scope: OrgScope; restaurantId: string; kind: UploadKind; fileName: string; sha256: string };

function findSame(db: Transactor, { scope, restaurantId, kind, fileName, sha256 }: Same) {
  return withScope(db, scope, async (tx) => {
    const [row] = await tx
      .select({ id: artifacts.id, storageKey: artifacts.storageKey })
      .from(artifacts)
      .where(
        and(
          eq(artifacts.restaurantId, restaurantId),
          isNull(artifacts.jobId),
          eq(artifacts.kind, kind),
          eq(artifacts.fileName, fileName),
          eq(artifacts.sha256, sha256),
        ),
      )
      .orderBy(desc(artifacts.createdAt))
      .limit(1);
    return row;
  });
}

const MAX_NAME = 120;

/** Only for people to recognise it by: where the bytes lie is named by us. */
function tidyFileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const tidy = last.normalize("NFC").replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/gu, "");
  return [...tidy.trim()].slice(0, MAX_NAME).join("") || "file";
}

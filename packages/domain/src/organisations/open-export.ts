import type { Readable } from "node:stream";
import { type ScopedTx, tables } from "@pumpd/db";
import { uuidSchema } from "@pumpd/model";
import { eq } from "drizzle-orm";
import type { ArtifactStore } from "../artifacts/artifact-store.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { By } from "../by.ts";
import { notFound } from "../errors.ts";

const { organisationExports } = tables;

export type OpenExport = { id: string; store: ArtifactStore; by: By };
export type OpenedExport = { askedAt: Date; bytes: number; content: Readable };

/** The archive, to be taken away; that it was is written down. Throws NOT_FOUND, also before it is ready and when its time is over. */
export async function openExport(tx: ScopedTx, { id, store, by }: OpenExport): Promise<OpenedExport> {
  const [row] = uuidSchema.safeParse(id).success
    ? await tx.select().from(organisationExports).where(eq(organisationExports.id, id))
    : [];
  if (!row?.storageKey || row.bytes === null) throw notFound("export");
  await writeAudit(tx, { by, action: "organisation.take_export", target: { kind: "export", id } });
  const content = await store.readStream(row.storageKey);
  if (!content) throw notFound("export");
  return { askedAt: row.createdAt, bytes: row.bytes, content };
}

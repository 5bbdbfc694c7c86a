import { type ScopedTx, tables } from "@pumpd/db";
import { eq, type SQL, sql } from "drizzle-orm";
import { DomainError } from "../errors.ts";

const { organisations } = tables;

/** Bytes of all uploaded files of an organisation, as a column beside its row. Pictures of runs go by themselves. */
export function uploadedBytes(): SQL<number> {
  return sql<number>`(select coalesce(sum(a.size), 0) from artifacts a
    where a.organisation_id = organisations.id and a.job_id is null)`.mapWith(Number);
}

/** Throws TOO_MANY, at the field `file`, when so many more bytes are more than the organisation may keep. */
export async function requireUploadRoom(tx: ScopedTx, bytes: number): Promise<void> {
  const [row] = await tx
    .select({ kept: uploadedBytes(), most: organisations.maxUploadBytes })
    .from(organisations)
    .where(eq(organisations.id, tx.scope.organisationId));
  if (!row || row.kept + bytes <= row.most) return;
  const says = `The files of your organisation fill ${megabytes(row.kept)} of ${megabytes(row.most)} MB, and this one does not fit. It was not stored.`;
  throw new DomainError("TOO_MANY", says, { fields: { file: says } });
}

const megabytes = (bytes: number): string => new Intl.NumberFormat("en-NZ").format(Math.ceil(bytes / 1024 ** 2));

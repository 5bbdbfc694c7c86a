import { type ScopedTx, tables } from "@pumpd/db";
import { inArray, sql } from "drizzle-orm";
import { invalidInput } from "../errors.ts";
import { FILE_IS_GONE, filesIn } from "./find-missing-files.ts";

const { artifacts } = tables;

/**
 * A file that an accepted request names is kept for good. Throws INVALID_INPUT when one has gone since it was looked for:
 * what nobody named for long enough is swept.
 */
export async function keepNamedFiles(tx: ScopedTx, input: unknown): Promise<void> {
  const places = filesIn(input, []);
  if (places.length === 0) return;
  const kept = await tx
    .update(artifacts)
    .set({ expiresAt: sql`case when ${artifacts.jobId} is not null then ${artifacts.expiresAt} end` })
    .where(inArray(artifacts.id, [...new Set(places.map(({ file }) => file.artifactId))]))
    .returning({ id: artifacts.id });
  const ids = new Set(kept.map(({ id }) => id));
  const gone = places.filter(({ file }) => !ids.has(file.artifactId));
  if (gone.length > 0) throw invalidInput(Object.fromEntries(gone.map(({ path }) => [path, FILE_IS_GONE])));
}

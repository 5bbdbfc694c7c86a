import { type StoredFile, storedFileSchema } from "@pumpd/automations/define";
import { type ScopedTx, tables } from "@pumpd/db";
import { inArray } from "drizzle-orm";

/** At the field that names it. */
export const FILE_IS_GONE = "We do not have this file. Choose it again.";

type Place = { path: string; file: StoredFile };

/**
 * The stored files that a request names and that the organisation does not have, or has with other bytes.
 * @returns dotted path of the input → one sentence
 */
export async function findMissingFiles(tx: ScopedTx, input: unknown): Promise<Record<string, string>> {
  const places = filesIn(input, []);
  if (places.length === 0) return {};
  const { id, sha256 } = tables.artifacts;
  const ids = [...new Set(places.map(({ file }) => file.artifactId))];
  const rows = await tx.select({ id, sha256 }).from(tables.artifacts).where(inArray(id, ids));
  const hashes = new Map(rows.map((row) => [row.id, row.sha256]));
  const missing = places.filter(({ file }) => hashes.get(file.artifactId) !== file.sha256);
  return Object.fromEntries(missing.map(({ path }) => [path, FILE_IS_GONE]));
}

/** Every stored file that a request names, and where. */
export function filesIn(value: unknown, path: readonly string[]): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const file = storedFileSchema.safeParse(value);
  if (file.success) return [{ path: path.join("."), file: file.data }];
  return Object.entries(value).flatMap(([key, inner]) => filesIn(inner, [...path, key]));
}

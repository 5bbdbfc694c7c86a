import { releasePostgres, usePostgres } from "./shared-postgres.ts";

/** Keeps the shared test server for the length of a run, whether or not anybody asks for a database. */
export default async function holdPostgres(): Promise<() => Promise<void>> {
  await usePostgres();
  return releasePostgres;
}

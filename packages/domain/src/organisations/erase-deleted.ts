import { type Database, tables } from "@pumpd/db";
import { eq, isNull, sql } from "drizzle-orm";
import type { ArtifactStore } from "../artifacts/artifact-store.ts";

const { deletedOrganisations } = tables;
const ROWS_AT_A_TIME = 200;

export type EraseDeleted = {
  store: ArtifactStore;
  /** milliseconds; the next round goes on where this one ended */
  limitMs: number;
};

/**
 * Erases what is left of the organisations that were deleted: rows a batch at a time, then every file. What still runs
 * there ends first. Safe to stop anywhere and to do side by side. Answers how many are gone now. Needs the worker role.
 */
export async function eraseDeleted(db: Database, { store, limitMs }: EraseDeleted): Promise<number> {
  const endAtMs = performance.now() + limitMs;
  const open = await db
    .select({ id: deletedOrganisations.id })
    .from(deletedOrganisations)
    .where(isNull(deletedOrganisations.erasedAt));
  let erased = 0;
  for (const { id } of open) {
    if (!(await eraseRows(db, { id, endAtMs }))) continue;
    // After the rows: by then nobody can write another file there.
    await store.removeFolder(id);
    await db
      .update(deletedOrganisations)
      .set({ erasedAt: sql`clock_timestamp()` })
      .where(eq(deletedOrganisations.id, id));
    erased += 1;
  }
  return erased;
}

async function eraseRows(db: Database, { id, endAtMs }: { id: string; endAtMs: number }): Promise<boolean> {
  while (performance.now() < endAtMs) {
    if (await isStillRunning(db, id)) return false;
    const [row] = await db.execute<{ is_done: boolean }>(
      sql`select app.erase_organisation(${id}::uuid, ${ROWS_AT_A_TIME}::int) as is_done`,
    );
    if (row?.is_done) return true;
  }
  return false;
}

async function isStillRunning(db: Database, id: string): Promise<boolean> {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from jobs where organisation_id = ${id} and status = 'running'`,
  );
  return (row?.n ?? 0) > 0;
}

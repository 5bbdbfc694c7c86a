import type { Database } from "@pumpd/db";
import { sql } from "drizzle-orm";

/** Every tenant's rows and every wake-up, gone. Past the triggers that keep the audit log, which only a superuser may do. */
export async function emptyDatabase(owner: Database): Promise<void> {
  await owner.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`truncate organisations cascade`);
    await tx.execute(sql`delete from graphile_worker._private_jobs`);
  });
}

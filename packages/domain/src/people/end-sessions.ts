import { type Queryable, tables } from "@pumpd/db";
import { eq } from "drizzle-orm";

/** Signs a person out everywhere, from the next request on. */
export async function endSessions(db: Queryable, userId: string): Promise<void> {
  await db.delete(tables.sessions).where(eq(tables.sessions.userId, userId));
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureDatabase, startPostgres } from "@pumpd/db/embedded";
import type { ScriptsEnv } from "./env.ts";

/** The database of `npm start`, running or not, for a command that comes by. Throws when there is none yet. */
export async function visitDatabase(env: ScriptsEnv): Promise<{ adminUrl: string; leave(): Promise<void> }> {
  if (env.DATABASE_URL) return { adminUrl: env.DATABASE_URL, leave: async () => {} };
  const dataDir = join(env.DATA_DIR, "postgres");
  if (!existsSync(dataDir))
    throw new Error(`There is no database in ${env.DATA_DIR} yet: run npm start once, or set DATABASE_URL.`);
  const server = await startPostgres({ dataDir, preferredPort: 5433, durability: "safe" });
  const adminUrl = await ensureDatabase({ adminUrl: server.adminUrl, name: "pumpd" });
  // Whoever started it may still be at work.
  return { adminUrl, leave: async () => (server.isAdopted ? undefined : server.stop()) };
}

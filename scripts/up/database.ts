import { join } from "node:path";
import { ensureDatabase, type Postgres, startPostgres } from "@pumpd/db/embedded";
import { migrate, provisionRoles } from "@pumpd/db/migrate";
import type { ScriptsEnv } from "../env.ts";
import type { Say } from "./child.ts";
import type { Secrets } from "./secrets.ts";

export type OpenDatabase = {
  /** Owns everything; stays inside this process. */
  adminUrl: string;
  webUrl: string;
  workerUrl: string;
  stop(): Promise<void>;
};

const preferredPort = 5433;

type Open = { env: ScriptsEnv; secrets: Secrets; say: Say; onLost: (reason: Error) => void };

/** DATABASE_URL or our own server, brought up to date, with a password on each of the apps' roles. */
export async function openDatabase({ env, secrets, say, onLost }: Open): Promise<OpenDatabase> {
  const { adminUrl, stop } = env.DATABASE_URL ? theirs(env.DATABASE_URL) : await ours({ env, say, onLost });
  try {
    await migrate(adminUrl);
    const urls = await provisionRoles(adminUrl, { web: secrets.webPassword, worker: secrets.workerPassword });
    return { adminUrl, ...urls, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function theirs(adminUrl: string): { adminUrl: string; stop(): Promise<void> } {
  return { adminUrl, stop: async () => {} };
}

async function ours({
  env,
  say,
  onLost,
}: Pick<Open, "env" | "say" | "onLost">): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const start = (port: number) =>
    startPostgres({ dataDir: join(env.DATA_DIR, "postgres"), preferredPort: port, durability: "safe" });
  let server = await start(preferredPort);
  let isStopping = false;
  const { port } = server;
  const watch = async (watched: Postgres): Promise<void> => {
    await watched.ended;
    if (isStopping) return;
    say("Postgres ended; starting it again.");
    server = await start(port);
    // The apps hold the old address; with another one they would never come back.
    if (server.port !== port)
      throw new Error(`Postgres came back on port ${server.port}, because ${port} was taken meanwhile. Start again.`);
    void watch(server).catch(onLost);
  };
  void watch(server).catch(onLost);
  const stop = async () => {
    isStopping = true;
    await server.stop();
  };
  return { adminUrl: await ensureDatabase({ adminUrl: server.adminUrl, name: "pumpd" }), stop };
}

import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ensureDatabase, type Postgres, startPostgres } from "@pumpd/db/embedded";
import { migrate, provisionRoles } from "@pumpd/db/migrate";
import { testDatabase } from "@pumpd/testing";

/** The database of a rig, as its parts reach it. */
export type RigDatabase = {
  ownerUrl: string;
  webUrl: string;
  workerUrl: string;
  port: number;
  close: () => Promise<void>;
};

/** A Postgres of its own, for what would hurt others on the shared one. */
export type OwnPostgres = RigDatabase & {
  /** Fast shutdown and start again, on the same data. Resolves when it answers. */
  restart: () => Promise<void>;
  /** The same after a SIGKILL of the server: it comes back by crash recovery. */
  crash: () => Promise<void>;
};

export async function cloneDatabase(): Promise<RigDatabase> {
  const { ownerUrl, webUrl, workerUrl, drop } = await testDatabase();
  return { ownerUrl, webUrl, workerUrl, port: Number(new URL(ownerUrl).port), close: drop };
}

export async function openOwnPostgres(directory: string): Promise<OwnPostgres> {
  mkdirSync(directory, { recursive: true, mode: 0o711 });
  const dataDir = join(directory, "postgres");
  // Safe: what was committed must be there after a crash, as in production.
  const start = (preferredPort: number) => startPostgres({ dataDir, preferredPort, durability: "safe" });
  let server: Postgres = await start(54_700);
  const endAtExit = () => endServer(server.pid);
  process.once("exit", endAtExit);
  const { port } = server;
  const ownerUrl = await ensureDatabase({ adminUrl: server.adminUrl, name: "chaos" });
  await migrate(ownerUrl);
  const password = () => randomBytes(18).toString("base64url");
  const { webUrl, workerUrl } = await provisionRoles(ownerUrl, { web: password(), worker: password() });

  async function again(): Promise<void> {
    server = await start(port);
    if (server.port !== port) throw new Error(`Postgres came back on port ${server.port} instead of ${port}`);
  }
  return {
    ownerUrl,
    webUrl,
    workerUrl,
    port,
    restart: async () => {
      await server.stop();
      await again();
    },
    crash: async () => {
      process.kill(server.pid, "SIGKILL");
      await server.ended;
      await again();
    },
    close: async () => {
      process.off("exit", endAtExit);
      await server.stop();
    },
  };
}

/** The server is no child that dies with us, so an interrupted run has to end it on its way out. */
function endServer(pid: number): void {
  try {
    process.kill(pid, "SIGINT");
  } catch {
    // It is between two lives: then there is nobody to end.
  }
}

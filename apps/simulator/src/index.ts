import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { FaultBoard } from "./faults/board.ts";
import type { App } from "./http/app.ts";
import { readBundle } from "./http/bundle.ts";
import { createPortalServer } from "./http/server.ts";
import type { ProfileName } from "./profiles.ts";
import { FileShelf } from "./store/files.ts";
import { Journal } from "./store/journal.ts";

export type SimulatorOptions = {
  /** 0 for any free port. */
  port: number;
  /** Where the journal and uploaded files live; survives a restart. */
  dataDir: string;
  profile?: ProfileName;
  /** Loopback unless a test needs to knock from outside. */
  host?: string;
  alsoOnPort80?: boolean;
};

export type Simulator = {
  /** The admin portal's address, without a path. */
  url: string;
  port: number;
  isOnPort80: boolean;
  stop: () => Promise<void>;
};

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { port, dataDir, profile = "none", host = "127.0.0.1", alsoOnPort80 = false } = options;
  const app: App = {
    journal: new Journal(join(dataDir, "journal")),
    files: new FileShelf(join(dataDir, "files")),
    board: new FaultBoard(),
    profile,
    bundle: await readBundle(),
    wrongPasswords: new Map(),
    runningImports: 0,
  };
  const server = await listenNear(app, { port, host });
  const second = alsoOnPort80 ? await listen(app, { port: 80, host }).catch(() => undefined) : undefined;
  const actualPort = (server.address() as AddressInfo).port;
  return {
    url: `http://admin.simulator.localhost${actualPort === 80 ? "" : `:${actualPort}`}`,
    port: actualPort,
    isOnPort80: second !== undefined,
    stop: async () => {
      await Promise.all([server, second].map(close));
      app.journal.close();
    },
  };
}

const portsTried = 20;

/** On the wished port, or the next free one above it. */
async function listenNear(app: App, { port, host }: { port: number; host: string }): Promise<Server> {
  for (let tried = port; ; tried += 1) {
    try {
      return await listen(app, { port: tried, host });
    } catch (problem) {
      const isTaken = problem instanceof Error && "code" in problem && problem.code === "EADDRINUSE";
      if (!isTaken || tried >= port + portsTried) throw problem;
    }
  }
}

async function listen(app: App, { port, host }: { port: number; host: string }): Promise<Server> {
  const server = createPortalServer(app);
  server.listen(port, host);
  await once(server, "listening");
  return server;
}

async function close(server: Server | undefined): Promise<void> {
  if (!server) return;
  const closed = once(server, "close");
  server.close();
  // Hung and kept-alive connections would hold the door open.
  server.closeAllConnections();
  await closed;
}

import { findFreePort } from "@pumpd/db/embedded";
import type { ScriptsEnv } from "../env.ts";
import type { Ports } from "./apps.ts";
import type { Say } from "./child.ts";

/** The wished ports, or the next free ones; every move is said. */
export async function findPorts(env: ScriptsEnv, say: Say): Promise<Ports> {
  const ports: Ports = { web: 0, worker: 0, simulator: 0 };
  const taken = new Set<number>();
  const wishes = { web: env.PORT, simulator: env.SIMULATOR_PORT, worker: env.WORKER_PORT };
  for (const name of ["web", "simulator", "worker"] as const) {
    const wish = wishes[name];
    // 0 is "any": somewhere high, where nobody listens on purpose.
    const port = await findFree(wish || 30_000 + Math.floor(Math.random() * 20_000), taken);
    if (wish && port !== wish) say(`Port ${wish} is taken; ${name} moves to ${port}.`);
    taken.add(port);
    ports[name] = port;
  }
  return ports;
}

async function findFree(wish: number, taken: ReadonlySet<number>): Promise<number> {
  const port = await findFreePort(wish);
  return taken.has(port) ? findFree(port + 1, taken) : port;
}

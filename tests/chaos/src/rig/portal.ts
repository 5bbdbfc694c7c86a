import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { controlOf, type SimulatorControl } from "@pumpd/testing";
import { logOf } from "./child.ts";
import { startRemembered } from "./children.ts";
import { until } from "./until.ts";

const MAIN = fileURLToPath(new URL("../../../../apps/simulator/src/main.ts", import.meta.url));
const START_MS = 60_000;

/** The portal's stand-in in a process of its own, which outlives every worker: its journal is the truth outside. */
export type Portal = {
  url: string;
  control: SimulatorControl;
  stop: () => Promise<void>;
};

export async function startPortal(directory: string): Promise<Portal> {
  const dataDir = join(directory, "portal");
  mkdirSync(dataDir, { recursive: true });
  const child = startRemembered({
    file: MAIN,
    logFile: join(directory, "portal.log"),
    env: { PATH: process.env.PATH ?? "", APP_ENV: "test", SIMULATOR_PORT: "0", SIMULATOR_DATA_DIR: dataDir },
  });
  const ready = await until(START_MS, () => {
    const line = logOf(child)
      .split("\n")
      .find((text) => text.startsWith('{"ready":true'));
    if (line === undefined && child.hasExited) throw new Error(`The simulator did not start: ${logOf(child)}`);
    return line;
  });
  if (ready === undefined) throw new Error("The simulator did not start in time.");
  const { url, port } = JSON.parse(ready) as { url: string; port: number };
  return {
    url,
    control: controlOf(port),
    stop: async () => {
      child.signal("SIGTERM");
      // A request that the portal has left hanging on purpose may keep it.
      const isGone = await until(5_000, () => child.hasExited);
      if (!isGone) child.signal("SIGKILL");
      await child.exited;
    },
  };
}

import { fileURLToPath } from "node:url";
import { type Child, type Exit, logOf } from "./child.ts";
import { startRemembered } from "./children.ts";
import { isProcessStopped } from "./processes.ts";

/** The worker as it is deployed. */
export const WORKER_MAIN = fileURLToPath(new URL("../../../../apps/worker/src/main.ts", import.meta.url));

export type WorkerProcess = Child & {
  readonly name: string;
  readonly log: () => string;
  /** frozen by a SIGSTOP */
  readonly isStopped: boolean;
  /** SIGTERM, and what came of it. */
  readonly depart: () => Promise<Exit>;
};

export type WorkerLaunch = { name: string; file: string; env: Readonly<Record<string, string>>; logFile: string };

export function startWorkerProcess({ name, file, env, logFile }: WorkerLaunch): WorkerProcess {
  const child = startRemembered({ file, env, logFile });
  return {
    name,
    pid: child.pid,
    logFile,
    get hasExited() {
      return child.hasExited;
    },
    get isStopped() {
      return isProcessStopped(child.pid);
    },
    exited: child.exited,
    signal: child.signal,
    log: () => logOf(child),
    depart: async () => {
      child.signal("SIGCONT");
      child.signal("SIGTERM");
      return await child.exited;
    },
  };
}

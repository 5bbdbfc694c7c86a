import type { Log } from "./log.ts";
import type { RunningWorker } from "./worker.ts";

/**
 * A process's signals and last words: SIGTERM and SIGINT drain and leave with 0; what nobody caught drains too and
 * leaves with 1, so that a supervisor starts a fresh one instead of a half-dead one living on.
 */
export function runAsProcess(start: () => Promise<RunningWorker>, log: Log): void {
  let leaving: Promise<void> | undefined;
  const started = start();

  const leave = (code: number, why: string): void => {
    if (leaving) return;
    log.info({ why }, "leaving");
    leaving = started
      .then((worker) => worker.stop())
      .then(
        (isInTime) => process.exit(isInTime ? code : 1),
        () => process.exit(1),
      );
  };

  started.catch((error: unknown) => {
    log.fatal({ err: error }, error instanceof Error ? error.message : "the worker could not start");
    process.exit(1);
  });
  process.on("SIGTERM", () => leave(0, "SIGTERM"));
  process.on("SIGINT", () => leave(0, "SIGINT"));
  process.on("unhandledRejection", (error) => {
    log.fatal({ err: error }, "unhandled rejection");
    leave(1, "unhandled rejection");
  });
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "uncaught exception");
    leave(1, "uncaught exception");
  });
}
